// A provider answers several applications at once, with JavaScript and without: ticks, the confirmation, the reason of a refusal,
// the result.
import assert from 'node:assert/strict'
import { demo, sent, site, sound, test, user } from './lib.mjs'

const plugin = demo.plugins.find((one) => one.name === '在线客服').id
const list = `${site.url}/console/plugins/${plugin}/applications`
const main = (page) => page.locator('main')

const ticks = (page) => page.locator('input[name=application][form=bulk]')
const confirmed = (page, what) => Promise.all([page.waitForURL('**/answer?*'), page.click(`#bulk [value=${what}]`)])

// The demo data has four that wait: two runs answer two each.
for (const js of [true, false]) {
  test(`several are answered at once ${js ? 'with' : 'without'} JavaScript`, async (visit) => {
    const page = await visit({ js, as: user('provider') })

    await page.goto(list)
    const all = page.locator('[data-all] input')
    assert.equal(await all.isVisible(), js, 'only the script ticks all')
    if (js) {
      const rows = await ticks(page).count()
      await all.check()
      assert.equal(await page.locator('input[name=application]:checked').count(), rows)
      await ticks(page).first().uncheck()
      assert.ok(await all.evaluate((box) => box.indeterminate))
      await all.check()
      await all.uncheck()
      assert.equal(await page.locator('input[name=application]:checked').count(), 0)
    }
    await sound(page)

    // refused without a reason, then with one
    const refused = await page.locator('tbody tr').first().locator('th').innerText()
    await ticks(page).first().check()
    await confirmed(page, 'refuse')
    assert.match(await main(page).innerText(), /下面 1 个申请结束/)
    await sound(page)
    await sent(page, page.locator('main button[value=refuse]'))
    assert.equal(page.answer.status(), 422)
    await sound(page)
    await page.fill('#f-reason', '请先联系我们')
    await sent(page, page.locator('main button[value=refuse]'))
    assert.match(await page.locator('body').innerText(), /已拒绝 1 个申请/)

    await ticks(page).first().check()
    await confirmed(page, 'approve')
    await sent(page, page.locator('main button[value=approve]'))
    assert.match(await page.locator('body').innerText(), /已通过 1 个申请/)
    await page.goto(`${list}?tab=history`)
    assert.equal(await page.locator('tr', { hasText: refused.match(/\d{16}/)[0] }).first().locator('.tag').innerText(), '已拒绝')
    await sound(page)
  })
}
