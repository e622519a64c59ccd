// A version that breaks what hosts rely on: its provider has to say why, and its reviewer reads it. With JavaScript and without, in
// both languages; each run ends as it began.
import assert from 'node:assert/strict'
import { WAYS, demo, fill, sent, site, sound, test, user } from './lib.mjs'

const plugin = demo.plugins.find((one) => one.name === '扫码点餐')
const base = `${site.url}/console/plugins/${plugin.id}/versions/1.1.0`
const main = (page) => page.locator('main').innerText()
const flash = (page) => page.locator('.flash').innerText()
const form = (page) => page.locator('main form', { has: page.locator('[name=override]') })
const press = (page, action) => sent(page, page.locator(`main form button.btn[value="${action}"]:visible`).first())

const WORDS = {
  zh: {
    changes: /和版本 1\.0\.1 的区别[^]*不兼容 1[^]*组件 menu-banner/,
    why: /请填写不兼容的原因/,
    saved: /已保存草稿/,
    submitted: /已提交审核，预计 \d+ 个工作日内完成/,
    reason: /不兼容的原因[^]*店铺公告并入菜单页/,
    withdrawn: /已撤回审核，24 小时内重新提交会保留排队位置/,
  },
  en: {
    changes: /Changes since version 1\.0\.1[^]*Breaking 1[^]*Component menu-banner/,
    why: /Please enter “Reason for the breaking change”/,
    saved: /Draft saved/,
    submitted: /Submitted for review; expected within \d+ working days/,
    reason: /Reason for the breaking change[^]*店铺公告并入菜单页/,
    withdrawn: /Withdrawn from review; submitted again within 24 hours it keeps its place/,
  },
}

for (const { js, lang, way } of WAYS)
  test(`breaking without a reason is told beside its field ${way}`, async (visit) => {
    const say = WORDS[lang]
    const page = await visit({ as: user('provider'), js, lang })
    await page.goto(`${base}/submit`)
    assert.match(await page.locator('#contract').innerText(), say.changes)
    await fill(form(page), { category: 'catering.ordering', tags: '点餐', description: '点餐、加菜和结账', self_check: true })
    await press(page, 'submit')
    assert.equal(page.answer.status(), 422)
    assert.match(await page.locator('#f-override-error').innerText(), say.why)
    assert.equal(await page.inputValue('[name=description]'), '点餐、加菜和结账')
    await sound(page)
    await page.fill('[name=override]', '店铺公告并入菜单页')
    await press(page, 'save')
    assert.match(await flash(page), say.saved)
    assert.equal(await page.inputValue('[name=override]'), '店铺公告并入菜单页')
    await fill(form(page), { self_check: true })
    await press(page, 'submit')
    assert.match(await flash(page), say.submitted)
    await sound(page)

    const reviewer = await visit({ as: user('reviewer'), js, lang })
    await reviewer.goto(`${site.url}/review?kind=version`)
    const row = reviewer.locator('tr', { hasText: plugin.name })
    await Promise.all([reviewer.waitForNavigation(), row.locator('a[href*="/review/"]').first().click()])
    assert.match(await reviewer.locator('#contract').innerText(), say.changes)
    assert.match(await main(reviewer), say.reason)
    await sound(reviewer)

    await press(page, 'withdraw')
    assert.match(await flash(page), say.withdrawn)
    await page.goto(`${base}/submit`)
    await page.fill('[name=override]', '')
    await press(page, 'save') // as it was, for whoever comes next
  })
