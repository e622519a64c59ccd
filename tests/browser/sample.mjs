// What people upload, made on the spot: the counterparts of tests/http/sample.c. The results are files as
// setInputFiles takes them: { name, mimeType, buffer }.
import { execFileSync } from 'node:child_process'

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1
  return n
})
const crc32 = (bytes) => (bytes.reduce((sum, byte) => table[(sum ^ byte) & 255] ^ (sum >>> 8), -1) ^ -1) >>> 0

// A zip whose entries are stored as they are. files: { path: text or Buffer }
export function zip(files) {
  const parts = []
  const entries = []
  let at = 0
  for (const [path, content] of Object.entries(files)) {
    const name = Buffer.from(path)
    const body = Buffer.from(content)
    const common = Buffer.alloc(26) // from "version needed" to the length of the extra field
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x800, 2) // names are UTF-8
    common.writeUInt16LE(0x21, 8) // 1980-01-01
    common.writeUInt32LE(crc32(body), 10)
    common.writeUInt32LE(body.length, 14)
    common.writeUInt32LE(body.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, body])
    const rest = Buffer.alloc(14) // comment length … offset
    rest.writeUInt32LE(at, 10)
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, rest, name]))
    parts.push(local)
    at += local.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, directory, end])
}

// A PNG icon, another one for each seed: drawn by the program's helper, from the build folder we run in.
export const picture = (seed) => ({
  name: `icon-${seed}.png`,
  mimeType: 'image/png',
  buffer: execFileSync('./plugshelf-image', ['--icon', String(seed), '256']),
})

// A plugin that passes every check, one public component and one public page; `mark` makes packages differ.
export const pluginPackage = (mark) => ({
  name: 'plugin.zip',
  mimeType: 'application/zip',
  buffer: zip({
    'plugin.json': JSON.stringify({
      publicComponents: { hello: 'components/hello/hello' },
      pages: { 'hello-page': 'pages/hello/hello' },
      main: 'index.js',
    }),
    'index.js': `module.exports = { mark: '${mark}' }\n`,
    'components/hello/hello.json': '{"component": true}',
    'components/hello/hello.js': 'Component({ properties: { name: String } })\n',
    'components/hello/hello.wxml': '<view>{{name}}</view>\n',
    'components/hello/hello.wxss': 'view { margin: 0 }\n',
    'pages/hello/hello.json': '{}',
    'pages/hello/hello.js': 'Page({})\n',
    'pages/hello/hello.wxml': '<view>hello</view>\n',
  }),
})

export const documentation = () => ({
  name: 'doc.zip',
  mimeType: 'application/zip',
  buffer: zip({
    'README.md': '# 你好插件\n\n| 属性 | 类型 |\n| --- | --- |\n| name | String |\n\n![样子](images/look.png)\n',
    'images/look.png': picture(1).buffer,
  }),
})
