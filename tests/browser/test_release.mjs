// A provider widens a gray release, stops it and begins again, takes a version offline and back, and moves the trial pointer: with
// JavaScript and without, in both languages. Each run ends as it began.
import assert from 'node:assert/strict'
import { WAYS, demo, sent, site, sound, test, user } from './lib.mjs'

const id = (name) => demo.plugins.find((one) => one.name === name).id
const version = (name, number) => `${site.url}/console/plugins/${id(name)}/versions/${number}`
const open = (page, action) => page.locator(`details.confirm:has(button[value="${action}"]) > summary`).click()
// with the script the panel is a dialog
const panel = (page, action) => page.locator('.confirm-panel').filter({ has: page.locator(`button[value="${action}"]`) })
const press = (page, action) => sent(page, page.locator(`main button[value="${action}"], dialog button[value="${action}"]`).first())
const tags = (page) => page.locator('main .head .tags').innerText()
const flash = (page) => page.locator('.flash').innerText()

const WORDS = {
  zh: {
    gray: (percent) => new RegExp(`灰度中 ${percent}%`),
    widen: /跟随大版本 1 的小程序，按这个比例的调用使用这个版本[^]*比例只能扩大/,
    widened: /灰度比例已生效/,
    stop: /停止后这个版本回到“待上线”，正在使用它的 100% 调用回到原来的版本/,
    noReason: /请填写原因/,
    stopped: /已停止灰度，版本回到待上线/,
    waiting: /待上线/,
    offline: /下线后，跟随使用它的 4 个小程序改用 1\.0\.0；可以重新上线/,
    unsure: /请勾选“我已了解对这些小程序的影响”/,
    gone: /已下线/,
    back: /已上线/,
    hosts: '使用它的小程序',
    then: /没有可用的版本/,
    trial: /体验版/,
    set: /已设为体验版，联调的小程序会使用这个版本/,
    cleared: /已取消体验版/,
  },
  en: {
    gray: (percent) => new RegExp(`Gray release ${percent}%`),
    widen: /follow major version 1[^]*It can only be widened/,
    widened: /The percentage is in effect/,
    stop: /the 100% of calls that get it now go back to the previous version/,
    noReason: /Please enter “Reason”/,
    stopped: /Gray release stopped\. The version is waiting to go online/,
    waiting: /Waiting to go online/,
    offline: /Following mini-programs that use it: 4\. They will switch to 1\.0\.0\. You can put it back online later/,
    unsure: /Please tick “I understand what this means/,
    gone: /Offline/,
    back: /Online/,
    hosts: 'Who uses it',
    then: /No version/,
    trial: /Trial version/,
    set: /Set as trial version\. Mini-programs in joint debugging now get it/,
    cleared: /Trial version cleared/,
  },
}

// From the step where the demo data stands to all, stopped with a reason, and on from that step again.
async function gray(page, say) {
  const widen = async (percent) => {
    await open(page, 'gray')
    assert.match(await panel(page, 'gray').innerText(), say.widen)
    await panel(page, 'gray').locator('select').selectOption(percent)
    await press(page, 'gray')
    assert.match(await tags(page), say.gray(percent))
    assert.match(await flash(page), say.widened)
  }
  await page.goto(version('直播卡片', '1.1.0'))
  await widen('50')
  await sound(page)
  await widen('100')
  assert.equal(await page.locator('details.confirm button[value=gray]').count(), 0, 'all of a hundred is the most')

  await open(page, 'stop-gray')
  assert.match(await panel(page, 'stop-gray').innerText(), say.stop)
  await press(page, 'stop-gray')
  assert.equal(page.answer.status(), 422)
  assert.match(await panel(page, 'stop-gray').locator('p.error').innerText(), say.noReason)
  await panel(page, 'stop-gray').locator('textarea').fill('人数显示有误')
  await press(page, 'stop-gray')
  assert.match(await flash(page), say.stopped)
  assert.match(await tags(page), say.waiting)
  await widen('30')
}

async function offline(page, say) {
  await page.goto(version('城市天气', '1.1.0'))
  await open(page, 'offline')
  assert.match(await panel(page, 'offline').innerText(), say.offline)
  await press(page, 'offline')
  assert.equal(page.answer.status(), 422)
  assert.ok(await panel(page, 'offline').isVisible(), 'the questions are open again')
  const errors = (await panel(page, 'offline').locator('p.error').allInnerTexts()).join()
  for (const want of [say.noReason, say.unsure]) assert.match(errors, want)
  await sound(page)
  await panel(page, 'offline').locator('textarea').fill('有更新的版本')
  await panel(page, 'offline').locator('input[name=confirm]').check()
  await press(page, 'offline')
  assert.match(await tags(page), say.gone)
  await press(page, 'online')
  assert.match(await tags(page), say.back)
}

for (const { js, lang, way } of WAYS) {
  test(`a version is released step by step ${way}`, async (visit) => {
    const say = WORDS[lang]
    const page = await visit({ js, lang, as: user('provider') })

    await gray(page, say)
    await offline(page, say)

    await page.goto(version('扫码点餐', '1.0.1'))
    await page.locator('main .head a', { hasText: say.hosts }).click()
    await page.waitForURL('**/hosts')
    assert.equal(await page.locator('tbody tr').count(), 20)
    assert.match(await page.locator('tbody tr').first().innerText(), say.then)
    await sound(page)

    await page.goto(version('城市天气', '1.3.0'))
    await press(page, 'set-trial')
    assert.match(await tags(page), say.trial)
    assert.match(await flash(page), say.set)
    await sound(page)
    await press(page, 'clear-trial')
    assert.match(await flash(page), say.cleared)
    assert.doesNotMatch(await tags(page), say.trial)
  })
}
