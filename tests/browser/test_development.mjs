// Development settings with JavaScript and without, in both languages: wrong domains and right ones, a Token that is seen once, and
// the sample code of the page, which is run against a signature that the page then finds right.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { WAYS, demo, fill, sent, site, sound, test, user } from './lib.mjs'

const plugin = demo.plugins.find((one) => one.subject === user('provider').subject)
const base = `/console/plugins/${plugin.id}/development`
const WORDS = {
  zh: {
    line: /第 2 行“http:\/\/b\.example\.com”：只支持 https/,
    saved: /已保存 1 个服务器域名/,
    replace: /旧 Token 立即失效：插件服务器换上新 Token 之前，3 个小程序的请求会通不过签名校验/,
    replaced: /已更换 Token，请立即更新插件服务器/,
    differs: /签名和这四项对不上/,
    right: /签名正确/,
  },
  en: {
    line: /Line 2 “http:\/\/b\.example\.com”: Only https is supported/,
    saved: /Server domains saved: 1/,
    replace: /The old Token stops working at once: .* 3 mini-programs will fail signature verification/,
    replaced: /Token replaced\. Update the plugin's server now/,
    differs: /The signature does not match these parts/,
    right: /The signature is right/,
  },
}

async function open(page, path) {
  assert.equal((await page.goto(site.url + path)).status(), 200, path)
}

async function save(page, domains, want) {
  await fill(page.locator('main form', { has: page.locator('[name=domains]') }), { domains })
  await sent(page, page.locator('main button[value=save]'))
  assert.equal(page.answer.status(), want)
}

async function newToken(page, say) {
  await page.locator('main details.confirm > summary').click()
  const form = page.locator(page.js ? 'dialog[open] form' : 'details[open] form')
  assert.match(await form.innerText(), say.replace)
  await Promise.all([page.waitForNavigation(), form.locator('button[value=rotate-token]').click()])
  assert.match(await page.locator('.flash').innerText(), say.replaced)
  assert.equal(await page.locator('main [data-copy=token]').isVisible(), page.js)
  return page.locator('#token').innerText()
}

function signed(token) {
  const parts = { app: demo.apps[0].id, nonce: 'from.Test~1', timestamp: String(Math.floor(Date.now() / 1000)) }
  const text = [...Object.values(parts), token].sort().join('')
  return { ...parts, signature: createHash('sha1').update(text).digest('hex') }
}

async function runSamples(page, call, token) {
  const node = await page.locator('#sample-node').innerText()
  const fromHost = new Function('require', `${node}\nreturn fromHost`)(createRequire(import.meta.url))
  assert.equal(fromHost(call, token), true)
  assert.equal(fromHost(call, `${token}x`), false)
  assert.equal(fromHost({ ...call, nonce: 'other' }, token), false)
  assert.equal(fromHost({ ...call, signature: 'ab' }, token), false)
  for (const timestamp of [String(call.timestamp - 301), 'NaN', '']) assert.equal(fromHost({ ...call, timestamp }, token), false)
  const python = await page.locator('#sample-python').innerText()
  const shown = spawnSync('python3', ['-c', `${python}\nimport json, sys\nprint(from_host(*json.loads(sys.argv[1])))`,
    JSON.stringify([call.app, call.nonce, call.timestamp, call.signature, token])], { encoding: 'utf8' })
  if (!shown.error) assert.equal(shown.stdout.trim(), 'True', shown.stderr)
}

for (const [n, { js, lang, way }] of WAYS.entries()) {
  test(`development settings ${way}`, async (visit) => {
    const say = WORDS[lang]
    const page = await visit({ js, lang, as: user('provider') })

    await open(page, base)
    await save(page, `n${n}.example.com\nhttp://b.example.com`, 422)
    assert.match(await page.locator('#f-domains-error').innerText(), say.line)
    assert.equal(await page.locator('[name=domains]').inputValue(), `n${n}.example.com\nhttp://b.example.com`)
    await sound(page)
    await save(page, `HTTPS://n${n}.Example.com/`, 200)
    assert.equal(await page.locator('[name=domains]').inputValue(), `https://n${n}.example.com`)
    assert.match(await page.locator('.flash').innerText(), say.saved)

    const token = await newToken(page, say)
    assert.match(token, /^[\w-]{43}$/)
    await sound(page)
    await page.reload()
    assert.equal(await page.locator('#token').count(), 0)

    await open(page, `${base}/signature`)
    const call = signed(token)
    await runSamples(page, call, token)
    await fill(page.locator('main form'), { ...call, signature: call.signature.replace(/./, (c) => (c === '0' ? '1' : '0')) })
    await sent(page, page.locator('main button[value=verify]'))
    assert.equal(page.answer.status(), 422)
    assert.match(await page.locator('#f-signature-error').innerText(), say.differs)
    await sound(page)
    await fill(page.locator('main form'), call)
    await sent(page, page.locator('main button[value=verify]'))
    assert.match(await page.locator('main').innerText(), say.right)
    await sound(page)
  })
}
