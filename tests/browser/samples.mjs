// Files that people upload, made on the spot: a zip without compression, a plugin package, its doc, a picture.
import { crc32 as nativeCrc, deflateSync } from 'node:zlib'

const table = Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1
  return n >>> 0
})
const crc32 = nativeCrc ?? ((data) => {
  let c = 0xffffffff
  for (const byte of data) c = table[(c ^ byte) & 255] ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
})

// { path: text or Buffer } as a zip of stored entries.
export function zip(files) {
  const parts = []
  const directory = []
  let at = 0
  for (const [path, content] of Object.entries(files)) {
    const name = Buffer.from(path)
    const data = Buffer.from(content)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(20, 4)
    head.writeUInt16LE(0x0800, 6) // names are UTF-8
    head.writeUInt16LE(0x21, 12)
    head.writeUInt32LE(crc32(data), 14)
    head.writeUInt32LE(data.length, 18)
    head.writeUInt32LE(data.length, 22)
    head.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(20, 4)
    head.copy(entry, 6, 4, 30)
    entry.writeUInt32LE(at, 42)
    parts.push(head, name, data)
    directory.push(entry, name)
    at += 30 + name.length + data.length
  }
  const size = directory.reduce((sum, one) => sum + one.length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(files).length, 8)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, ...directory, end])
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), out.length - 4)
  return out
}

// A PNG of one colour, 64 × 64.
export function picture(red = 30, green = 90, blue = 200) {
  const head = Buffer.from([0, 0, 0, 64, 0, 0, 0, 64, 8, 2, 0, 0, 0])
  const line = Buffer.concat([Buffer.from([0]), ...Array(64).fill(Buffer.from([red, green, blue]))])
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(Array(64).fill(line)))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

export const plugin = (mark) =>
  zip({
    'plugin.json': JSON.stringify({ publicComponents: { plate: 'components/plate' }, main: 'index.js' }),
    'index.js': `module.exports = ${JSON.stringify(mark)}\n`,
    'components/plate.json': '{"component":true}',
    'components/plate.js': 'Component({})\n',
    'components/plate.axml': '<view/>\n',
  })

export const doc = () =>
  zip({ 'README.md': '# 接入说明\n\n| 属性 | 说明 |\n|---|---|\n| value | 车牌号 |\n\n![示意](a.png)\n', 'a.png': picture() })

export const file = (name, mimeType, buffer) => ({ name, mimeType, buffer })
