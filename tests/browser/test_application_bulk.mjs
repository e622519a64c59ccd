// A provider answers several applications at once, with JavaScript and without, in both languages: ticks, the confirmation, the
// reason of a refusal, the result.
import assert from 'node:assert/strict'
import { WAYS, demo, fill, sent, site, sound, test, user } from './lib.mjs'

const plugin = demo.plugins.find((one) => one.name === '在线客服').id
const list = `${site.url}/console/plugins/${plugin}/applications`
const main = (page) => page.locator('main')

const WORDS = {
  zh: {
    refuse: '拒绝后，下面 1 个申请结束，小程序不能使用“在线客服”；申请方可以修改理由后重新申请',
    refuseButton: '拒绝 1 个申请',
    reason: '请填写拒绝原因',
    refused: '已拒绝 1 个申请',
    approve: '通过后，下面 1 个小程序可以使用“在线客服”',
    approveButton: '通过 1 个申请',
    approved: '已通过 1 个申请',
    state: '已拒绝',
  },
  en: {
    applied: 'Applications sent: 2. The provider answers within 24 hours',
    refuse:
      'Once refused, these applications (1) end and the mini-programs cannot use “在线客服”. The applicants may change their reason and apply again',
    refuseButton: 'Refuse applications (1)',
    reason: 'Please enter “Reason for refusing”',
    refused: 'Applications refused: 1',
    approve: 'Once approved, these mini-programs (1) can use “在线客服”',
    approveButton: 'Approve applications (1)',
    approved: 'Applications approved: 1',
    state: 'Refused',
  },
}

const ticks = (page) => page.locator('input[name=application][form=bulk]')
const confirmed = (page, what) => Promise.all([page.waitForURL('**/answer?*'), page.click(`#bulk [value=${what}]`)])
const says = async (page, text) => assert.ok((await page.locator('body').innerText()).includes(text), `${page.url()}: ${text}`)

async function applies(merchant, words) {
  await merchant.goto(`${site.url}/console/obtained/${plugin}/bind`)
  for (const n of [0, 1]) await merchant.locator('input[name=app]').nth(n).check()
  await fill(main(merchant).locator('form', { has: merchant.locator('[name=reason]') }), { reason: 'Peak hours', agree: true })
  await sent(merchant, main(merchant).locator('button[value=bind]'))
  await says(merchant, words.applied)
  await sound(merchant)
}

// The demo data has four that wait: the two journeys in Chinese answer two each, and before one in English somebody applies.
for (const { js, lang, way } of WAYS) {
  const words = WORDS[lang]

  test(`several are answered at once ${way}`, async (visit) => {
    const page = await visit({ js, lang, as: user('provider') })

    if (words.applied) await applies(await visit({ js, lang, as: user('merchant') }), words)
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
    await says(page, words.refuse)
    await sound(page)
    const button = main(page).getByRole('button', { name: words.refuseButton, exact: true })
    await sent(page, button)
    assert.equal(page.answer.status(), 422)
    assert.equal(await page.locator('#f-reason-error').innerText(), words.reason)
    await sound(page)
    await page.fill('#f-reason', '请先联系我们')
    await sent(page, button)
    await says(page, words.refused)

    await ticks(page).first().check()
    await confirmed(page, 'approve')
    await says(page, words.approve)
    await sent(page, main(page).getByRole('button', { name: words.approveButton, exact: true }))
    await says(page, words.approved)
    await page.goto(`${list}?tab=history`)
    const row = page.locator('tr', { hasText: refused.match(/\d{16}/)[0] }).first()
    assert.equal(await row.locator('.tag').innerText(), words.state)
    await sound(page)
  })
}
