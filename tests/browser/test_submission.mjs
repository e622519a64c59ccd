// Files on their way to the site: progress, cancelling, and what happens when it fails; and the pictures of a submission,
// with and without JavaScript.
import assert from 'node:assert/strict'
import { demo, fill, sent, site, sound, test, user } from './lib.mjs'
import { picture, pluginPackage } from './sample.mjs'

const provider = user('provider')
const plugin = (state) =>
  demo.plugins.find((one) => one.subject === provider.subject && Object.values(one.versions).at(-1) === state)
const target = plugin('init')
const number = Object.keys(target.versions).at(-1)
const upload = `/console/plugins/${target.id}/versions/upload`
const versions = `/console/plugins/${target.id}/versions`

const filler = (bytes) => Buffer.from(Array.from({ length: bytes }, (_, i) => (i * 7919 + (i >> 8) * 31) & 255))
const zipFile = (buffer) => ({ name: 'plugin.zip', mimeType: 'application/zip', buffer })
const said = (page) => page.locator('[data-sending] [data-text]').innerText()
const button = (page) => page.locator('main form button.btn-primary').first()
const form = (page) => page.locator('main form.form')

const open = async (page, path) => assert.equal((await page.goto(site.url + path)).status(), 200, path)

// Bytes a second that this page may send; 0: as fast as it can.
async function slow(page, bytes) {
  const debug = await page.context().newCDPSession(page)
  await debug.send('Network.enable')
  const free = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytes || -1 }
  await debug.send('Network.emulateNetworkConditions', free)
}

// The form as it was left: what was typed and which file was chosen.
async function untouched(page, version) {
  assert.equal(await page.inputValue('[name=version]'), version)
  assert.equal(await page.inputValue('[name=note]'), '说明还在')
  assert.equal(await page.locator('[name=package]').evaluate((one) => one.files[0]?.name), 'plugin.zip')
}

test('an upload says how far it is and can be cancelled', async (visit) => {
  const page = await visit({ as: provider })
  await open(page, upload)
  assert.ok(await page.locator('[data-sending]').isHidden())
  await fill(form(page), { package: zipFile(filler(3 << 20)), version: '801.0.0', note: '说明还在' })
  await slow(page, 200_000)
  await button(page).click()
  await page.waitForFunction(() => document.querySelector('main progress').value > 5)
  assert.match(await said(page), /3\.\d MB（\d+%）/)
  assert.equal(await page.evaluate(() => document.activeElement.dataset.cancel), '')
  assert.match(await page.locator('[data-said]').innerText(), /MB/) // for those who do not see it
  await button(page).click({ force: true }) // a second time while it is on its way
  await sound(page, { widths: [360, 1280] })
  await page.locator('[data-cancel]').press('Enter')
  assert.match(await said(page), /已取消/)
  assert.equal(await page.evaluate(() => document.activeElement.value), 'upload')
  assert.ok(await page.locator('main progress').isHidden())
  await untouched(page, '801.0.0')
  await slow(page, 0)
  await open(page, versions)
  assert.doesNotMatch(await page.locator('main').innerText(), /801\.0\.0/)
})

test('a lost connection leaves the form as it was', async (visit) => {
  const page = await visit({ as: provider })
  await open(page, upload)
  await fill(form(page), { package: pluginPackage('lost'), version: '802.0.0', note: '说明还在' })
  await page.context().setOffline(true)
  await button(page).click()
  await page.waitForFunction(() => /中断/.test(document.querySelector('[data-sending] [data-text]').textContent))
  assert.equal(await page.evaluate(() => document.activeElement.dataset.text), '')
  await untouched(page, '802.0.0')
  await page.context().setOffline(false)
  page.problems.length = 0 // the browser's own words about it
  await sent(page, button(page)) // the same form, nothing chosen again
  assert.match(page.url(), /\/versions\/802\.0\.0$/)
})

test('what is too big is said before it is sent', async (visit) => {
  const page = await visit({ as: provider })
  await open(page, upload)
  const box = page.locator('[data-sending]')
  assert.equal(await box.getAttribute('data-max-bytes'), String(21 << 20))
  await box.evaluate((one) => (one.dataset.maxBytes = 1 << 20)) // the tools are slow with files of that size
  await fill(form(page), { package: zipFile(filler(2 << 20)), version: '803.0.0', note: '说明还在' })
  await button(page).click()
  await page.waitForFunction(() => /2\.0 MB.*1\.0 MB/.test(document.querySelector('[data-sending] [data-text]').textContent))
  await untouched(page, '803.0.0')
})

test('a server that refuses or is away is heard beside the form', async (visit) => {
  const page = await visit({ as: provider })
  await open(page, upload)
  await fill(form(page), { package: pluginPackage('away'), version: '804.0.0', note: '说明还在' })
  for (const status of [413, 503]) {
    await page.route('**/versions/upload', (route) =>
      route.fulfill({ status, contentType: 'text/html', body: `<main><h1>第 ${status} 种错误</h1><p>请稍后再试</p></main>` }))
    await button(page).click()
    await page.waitForFunction((n) => document.querySelector('[data-text]').textContent.includes(`第 ${n} 种错误：请稍后再试`), status)
    await untouched(page, '804.0.0')
    await page.unroute('**/versions/upload')
  }
  page.problems.length = 0
})

test('a session that is over costs neither text nor files', async (visit) => {
  const page = await visit({ as: provider })
  await open(page, upload)
  await fill(form(page), { package: pluginPackage('over'), version: '805.0.0', note: '说明还在' })
  const cookies = await page.context().cookies()
  await page.context().clearCookies({ name: 'sid' })
  await button(page).click()
  await page.waitForFunction(() => !document.querySelector('[data-login]').hidden)
  assert.match(await said(page), /登录/)
  await untouched(page, '805.0.0')
  await page.context().addCookies(cookies) // signed in again, in another window
  await sent(page, button(page))
  assert.match(page.url(), /\/versions\/805\.0\.0$/)
})

test('without JavaScript a form with files is an ordinary form', async (visit) => {
  const page = await visit({ as: provider, js: false })
  await open(page, upload)
  assert.ok(await page.locator('[data-sending]').isHidden())
  await fill(form(page), { package: pluginPackage('plain'), version: '806.0.0', note: '说明还在' })
  await sent(page, button(page))
  assert.match(page.url(), /\/versions\/806\.0\.0$/)
})

// The names of the pictures as the form shows them.
const shown = (page) => page.locator('.thumb > p').evaluateAll((all) => all.map((one) => one.firstChild.textContent.replace(/^\d+\. /, '').trim()))

async function rowButton(page, op) {
  const row = page.locator(`button[name=op][value="${op}"]`)
  if (!page.js) return Promise.all([page.waitForNavigation(), row.click()])
  await page.evaluate(() => (document.querySelector('main').dataset.before = 'yes'))
  await row.click()
  await page.waitForFunction(() => !document.querySelector('main').dataset.before)
}

for (const js of [true, false])
  test(`previews stay, move and go ${js ? 'with' : 'without'} JavaScript`, async (visit) => {
    const page = await visit({ as: provider, js })
    const submit = `${versions}/${number}/submit`
    await open(page, submit)
    for (let left = await page.locator('.thumb').count(); left > 0; left--) await rowButton(page, 'previews.del.1')
    const wrong = { name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('no picture') }
    await fill(form(page), { previews: [picture(31), wrong, picture(32)], tags: '停车', test_account: 'a', test_password: 'b' })
    await sent(page, page.locator('button.btn[value=submit]'))
    assert.equal(page.answer.status(), 422)
    assert.deepEqual(await shown(page), ['icon-31.png', 'icon-32.png'])
    assert.match(await page.locator('#f-previews-error').innerText(), /notes\.png/)
    assert.match(await page.locator('#f-previews-again').innerText(), /icon-31\.png/)
    assert.match(await page.locator('main').innerText(), /需要重新填写/)
    await sound(page)
    await rowButton(page, 'previews.up.2')
    assert.deepEqual(await shown(page), ['icon-32.png', 'icon-31.png'])
    if (js) assert.equal(await page.evaluate(() => document.activeElement.closest('.thumb').querySelector('p').innerText.slice(0, 2)), '1.')
    await fill(form(page), { previews: [picture(33)] })
    await rowButton(page, 'previews.del.2') // what was chosen in the meantime stays
    assert.deepEqual(await shown(page), ['icon-32.png', 'icon-33.png'])
    assert.equal(await page.inputValue('[name=tags]'), '停车')
    await sent(page, page.locator('button.btn[value=save]'))
    await open(page, submit)
    assert.deepEqual(await shown(page), ['icon-32.png', 'icon-33.png'])
    await sound(page)
  })

test('the reviewer opens the test account by keyboard', async (visit) => {
  const page = await visit({ as: user('reviewer'), js: false })
  const waiting = demo.plugins.find((one) => one.subject === provider.subject && Object.values(one.versions).includes('auditing'))
  await open(page, '/review?kind=version')
  const row = page.locator('tr', { hasText: waiting.name }).first()
  await Promise.all([page.waitForNavigation(), row.locator('a[href*="/review/"]').first().click()])
  assert.equal(await page.locator('.reveal').count(), 0)
  await Promise.all([page.waitForNavigation(), page.locator('button[value=claim]').click()])
  const secret = page.locator('.reveal p')
  assert.ok(await secret.isHidden())
  await page.locator('.reveal summary').focus()
  await page.keyboard.press('Enter')
  assert.ok(await secret.isVisible())
  await sound(page)
  await Promise.all([page.waitForNavigation(), page.locator('button[value=release]').click()])
})
