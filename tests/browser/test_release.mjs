// A provider widens a gray release, takes a version offline and back, and moves the trial pointer, with JavaScript and without.
import assert from 'node:assert/strict'
import { demo, sent, site, sound, test, user } from './lib.mjs'

const id = (name) => demo.plugins.find((one) => one.name === name).id
const version = (name, number) => `${site.url}/console/plugins/${id(name)}/versions/${number}`
const open = (page, action) => page.locator(`details.confirm:has(button[value="${action}"]) > summary`).click()
// with the script the panel is a dialog
const panel = (page, action) => page.locator('.confirm-panel').filter({ has: page.locator(`button[value="${action}"]`) })
const press = (page, action) => sent(page, page.locator(`main button[value="${action}"], dialog button[value="${action}"]`).first())
const tags = (page) => page.locator('main .head .tags').innerText()

for (const js of [true, false]) {
  test(`a version is released step by step ${js ? 'with' : 'without'} JavaScript`, async (visit) => {
    const page = await visit({ js, as: user('provider') })

    // the demo data stands at 30 %
    await page.goto(version('直播卡片', '1.1.0'))
    await open(page, 'gray')
    await panel(page, 'gray').locator('select').selectOption(js ? '50' : '100')
    await press(page, 'gray')
    assert.match(await tags(page), js ? /灰度中 50%/ : /灰度中 100%/)
    await sound(page)
    assert.equal(await page.locator('details.confirm button[value=gray]').count(), js ? 1 : 0, 'all of a hundred is the most')

    await page.goto(version('城市天气', '1.0.0'))
    assert.match(await page.locator('.confirm-panel').first().textContent(), /没有跟随使用这个版本的小程序/)
    await open(page, 'offline')
    await press(page, 'offline')
    assert.equal(page.answer.status(), 422)
    assert.ok(await panel(page, 'offline').isVisible(), 'the questions are open again')
    await sound(page)
    await panel(page, 'offline').locator('textarea').fill('有更新的版本')
    await panel(page, 'offline').locator('input[name=confirm]').check()
    await press(page, 'offline')
    assert.match(await tags(page), /已下线/)
    await press(page, 'online')
    assert.match(await tags(page), /已上线/)

    await page.goto(version('扫码点餐', '1.0.1'))
    await page.locator('main .head a', { hasText: '使用它的小程序' }).click()
    await page.waitForURL('**/hosts')
    assert.equal(await page.locator('tbody tr').count(), 20)
    await sound(page)

    await page.goto(version('城市天气', '1.3.0'))
    await press(page, 'set-trial')
    assert.match(await tags(page), /体验版/)
    await sound(page)
    await press(page, 'clear-trial')
    assert.doesNotMatch(await tags(page), /体验版/)
  })
}
