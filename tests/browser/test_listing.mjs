// A rejected listing with and without JavaScript: findings beside their fields, the sample, the import, the preview, a new
// submission, and the reviewer who lists findings and sees what changed. Each run ends as it began, with a rejection.
import assert from 'node:assert/strict'
import { demo, fill, sent, site, sound, test, user } from './lib.mjs'

const plugin = (name) => demo.plugins.find((one) => one.name === name)
const open = async (page, path) => {
  const answer = await page.goto(site.url + path)
  assert.equal(answer.status(), 200, path)
}
const button = (page, name, value) => page.locator(`main form button.btn[name=${name}][value="${value}"]`).first()
const remark = (page) => page.locator('#f-cases-remarks')

// Open a listing's review and claim it, unless this reviewer holds it already.
async function claim(page, name) {
  await open(page, '/review?kind=listing')
  if ((await page.locator('tr', { hasText: name }).count()) === 0) await open(page, '/review?kind=listing&tab=mine')
  const row = page.locator('tr', { hasText: name }).first()
  await Promise.all([page.waitForNavigation(), row.locator('a[href*="/review/"]').first().click()])
  if ((await button(page, 'action', 'reject').count()) === 0) await sent(page, button(page, 'action', 'claim'))
}

// The row's first field has the focus then, so that one can go on typing.
async function addFinding(page) {
  const add = button(page, 'op', 'findings.add')
  if (!page.js) return Promise.all([page.waitForNavigation(), add.click()])
  await add.click()
  await page.waitForSelector('[name="findings.1.rule"]:focus')
}

async function mends(page, base, mark) {
  await open(page, base)
  assert.equal(await page.locator('.tasks .tag', { hasText: '有问题' }).count() > 0, true)
  await open(page, `${base}/info`)
  assert.equal(await remark(page).count(), 1)
  await sound(page)

  await page.fill('#f-summary', '')
  await page.click('.sample > summary')
  await sent(page, button(page, 'op', 'sample'))
  assert.match(await page.inputValue('#f-summary'), /实时天气/)
  assert.match(await page.inputValue('#f-what'), /图文投票/) // what was there stays
  await sound(page)

  await open(page, `${base}/info`)
  await page.fill('#f-cases', `江城晨报的街巷评选 ${mark}`)
  await sent(page, button(page, 'action', 'save'))
  assert.equal(page.answer.status(), 200)
  await open(page, `${base}/info`)
  assert.equal(await remark(page).count(), 0)

  await open(page, `${base}/guide`)
  await sound(page)
  await sent(page, button(page, 'op', 'import'))
  assert.match(await page.locator('.flash').innerText(), /清单/)
  for (const below of ['/guide/components/1', '/preview', '/check']) {
    await open(page, base + below)
    await sound(page)
  }
  await sent(page, button(page, 'action', 'submit'))
  await open(page, `${base}/guide`) // read only now
  assert.equal(await page.locator('main form').count(), 0)
}

async function finds(page, name) {
  await claim(page, name)
  await addFinding(page)
  const form = button(page, 'action', 'reject').locator('xpath=ancestor::form[1]')
  await fill(form, { 'findings.1.target': 'cases', 'findings.1.text': '案例还是不清楚', 'findings.1.hint': '写出小程序' })
  await Promise.all([page.waitForNavigation(), page.press('[name="findings.1.hint"]', 'Enter')]) // decides nothing
  assert.equal(await page.inputValue('[name="findings.1.text"]'), '案例还是不清楚')
  await sound(page)
  await sent(page, button(page, 'action', 'reject'))
  assert.match(await page.locator('main').innerText(), /写出小程序/)
  await sound(page)
}

for (const js of [true, false]) {
  const how = js ? 'with' : 'without'
  test(`a rejected listing is mended ${how} JavaScript`, async (visit) => {
    const { id, name } = plugin('图文投票')
    const base = `/console/plugins/${id}/listing`
    const provider = await visit({ js, as: user('provider', { type: 'media' }) })
    const reviewer = await visit({ js, as: user('reviewer') })
    await mends(provider, base, `${how} ${Date.now().toString(36)}`)
    await finds(reviewer, name)
    await open(provider, `${base}/info`)
    assert.match(await remark(provider).innerText(), /案例还是不清楚/)
    await open(provider, `${base}/check`)
    await Promise.all([provider.waitForNavigation(), provider.locator('a[href$="/info#f-cases"]').click()])
    assert.equal(await remark(provider).count(), 1)
  })

  test(`what changed is marked ${how} JavaScript`, async (visit) => {
    const provider = await visit({ js, as: user('provider') })
    await open(provider, `/console/plugins/${plugin('在线客服').id}/listing/check`)
    assert.equal((await provider.locator('ins.added').count()) > 3, true)
    assert.equal((await provider.locator('del.removed').count()) > 2, true)
    assert.match(await provider.locator('ins.added .sr').first().innerText(), /新增/) // told, not only coloured
    await sound(provider)
    const reviewer = await visit({ js, as: user('reviewer') })
    await open(reviewer, '/review?kind=listing')
    const row = reviewer.locator('tr', { hasText: '扫码点餐' }).first()
    await Promise.all([reviewer.waitForNavigation(), row.locator('a[href*="/review/"]').first().click()])
    assert.equal((await reviewer.locator('ins.added').count()) > 0, true)
    await sound(reviewer)
  })
}
