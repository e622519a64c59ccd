// Add mode approval as two people do it, with JavaScript and without, in both languages: a merchant applies, with a mini-program
// made on the way, the provider refuses in the dialog, the merchant applies again, the provider approves.
import assert from 'node:assert/strict'
import { WAYS, demo, sent, site, sound, test, user } from './lib.mjs'

const plugin = demo.plugins.find((one) => one.name === '在线客服').id
const bind = `${site.url}/console/obtained/${plugin}/bind`
const list = `${site.url}/console/plugins/${plugin}/applications`
const main = (page) => page.locator('main')

const WORDS = {
  zh: {
    submit: '提交申请',
    why: '请填写申请理由',
    applied: /已提交 1 个申请，服务商会在 24 小时内答复[^]*申请已提交/,
    left: /剩 2[34] 小时/,
    reason: '请填写拒绝原因',
    consequence: /拒绝后这个申请结束/,
    refused: (name) => `已拒绝“${name}”的申请`,
    row: /已拒绝[^]*请先写明值守时间/,
    again: '再次申请',
    approved: (name) => `已通过申请，“${name}”现在可以使用插件`,
    active: /启用/,
    choosing: /正在为小程序“禾木小馆点餐”选择插件，绑定时会为你选好它/,
    barred: /不能选择\s*已经绑定了这个插件/,
    add: '添加插件',
    barredHere: /“禾木小馆点餐”不能选择：已经绑定了这个插件/,
    stop: '不再限定小程序',
  },
  en: {
    submit: 'Submit application',
    why: 'Please enter “Reason for applying”',
    applied: /Applications sent: 1\. The provider answers within 24 hours[^]*Application sent/,
    left: /2[34] h( \d+ min)? left/,
    reason: 'Please enter “Reason for refusing”',
    consequence: /Refusing ends this application/,
    refused: (name) => `Refused the application of “${name}”`,
    row: /Refused[^]*请先写明值守时间/,
    again: 'Apply again',
    approved: (name) => `Approved. “${name}” can use the plugin now`,
    active: /Active/,
    choosing: /You are choosing a plugin for “禾木小馆点餐”; it will be ticked for you when binding/,
    barred: /Cannot be chosen\s*It is bound to this plugin already/,
    add: 'Add a plugin',
    barredHere: /“禾木小馆点餐” cannot be chosen: It is bound to this plugin already/,
    stop: 'Stop choosing for it',
  },
}

// The button of a disclosure: with the script it opens a dialog, without one the panel below it.
async function refuse(page, name, reason, words) {
  const row = page.locator('tr', { hasText: name })
  await row.locator('summary').click()
  const form = page.js ? page.locator('dialog form') : row.locator('details form')
  if (page.js) assert.equal(await page.locator('dialog[open]').count(), 1)
  assert.match(await form.innerText(), words.consequence)
  await form.locator('[name=reason]').fill(reason)
  await sent(page, form.locator('[value=refuse]'))
}

for (const { js, lang, way } of WAYS) {
  const words = WORDS[lang]
  const mark = `${js ? 'script' : 'plain'} ${lang} ${Date.now().toString(36)}` // the site may have seen this test before
  const name = `浏览器门店 ${mark}`

  test(
    `a merchant applies and a provider answers ${way}`,
    async (visit) => {
      const merchant = await visit({ js, lang, as: user('merchant') })
      const provider = await visit({ js, lang, as: user('provider') })

      // what is ticked and written comes along to 创建小程序 and back
      await merchant.goto(bind)
      await merchant.locator('input[name=app]').first().check()
      const ticked = await merchant.locator('input[name=app]').first().getAttribute('value')
      await merchant.fill('[name=reason]', `新店需要客服 ${mark}`)
      await merchant.locator('input[name=agree]').check()
      await Promise.all([merchant.waitForURL('**/console/apps/new?*'), merchant.click('[name=op][value=create]')])
      await merchant.fill('[name=name]', name)
      await merchant.locator('[name=categories][value="catering.ordering"]').check()
      await sent(merchant, merchant.locator('main button[value=create]'))
      assert.ok(merchant.url().startsWith(bind))
      assert.equal(await merchant.locator('input[name=app]:checked').count(), 2)
      assert.ok(await merchant.locator(`input[name=app][value="${ticked}"]`).isChecked())
      assert.equal(await merchant.locator('[name=reason]').inputValue(), `新店需要客服 ${mark}`)
      assert.ok(await merchant.locator('input[name=agree]').isChecked())
      await merchant.locator(`input[name=app][value="${ticked}"]`).uncheck()
      await sound(merchant)

      // looking for others loses nothing, and Enter in the box looks
      await merchant.fill('[name=q]', '滨江')
      const found = merchant.getByText('禾木小馆·滨江店')
      await Promise.all([merchant.waitForResponse((answer) => answer.request().method() === 'POST'), merchant.press('[name=q]', 'Enter')])
      await found.waitFor()
      assert.equal(await merchant.locator('input[name=app]').count(), 2)
      assert.equal(await merchant.locator('input[name=app]:checked').count(), 1)
      assert.equal(await merchant.locator('[name=reason]').inputValue(), `新店需要客服 ${mark}`)
      const submit = main(merchant).getByRole('button', { name: words.submit, exact: true })
      await merchant.fill('[name=reason]', '')
      await sent(merchant, submit)
      assert.equal(merchant.answer.status(), 422)
      assert.equal(await merchant.locator('#f-reason-error').innerText(), words.why)
      await merchant.fill('[name=reason]', `新店需要客服 ${mark}`)
      await sent(merchant, submit)
      assert.match(await merchant.locator('body').innerText(), words.applied)
      await sound(merchant)

      // refused, with the reason beside the binding
      await provider.goto(list)
      assert.match(await provider.locator('tr', { hasText: name }).innerText(), words.left)
      await sound(provider)
      await refuse(provider, name, '', words)
      assert.equal(provider.answer.status(), 422)
      assert.ok(await provider.locator('#f-reason').isVisible(), 'the form that was refused stands open')
      assert.equal(await provider.locator('#f-reason-error').innerText(), words.reason)
      await (page_form(provider)).locator('[name=reason]').fill('请先写明值守时间')
      await sent(provider, page_form(provider).locator('[value=refuse]'))
      assert.ok((await provider.locator('body').innerText()).includes(words.refused(name)))
      assert.equal(await provider.locator('tr', { hasText: name }).count(), 0)
      await provider.goto(`${list}?state=refused`)
      assert.match(await provider.locator('tr', { hasText: name }).innerText(), /请先写明值守时间/)
      await sound(provider)

      // and once more
      await merchant.goto(`${site.url}/console/obtained/${plugin}`)
      const row = merchant.locator('tr', { hasText: name })
      assert.match(await row.innerText(), words.row)
      await sound(merchant)
      await row.getByRole('link', { name: words.again }).click()
      await merchant.waitForURL('**/bind?*')
      assert.equal(await merchant.locator('input[name=app]:checked').count(), 1)
      await merchant.fill('[name=reason]', `每天 9 点到 21 点 ${mark}`)
      await merchant.locator('input[name=agree]').check()
      await sent(merchant, merchant.locator('main button[value=bind]'))
      await provider.goto(list)
      await sent(provider, provider.locator('tr', { hasText: name }).locator('button[value=approve]'))
      assert.ok((await provider.locator('body').innerText()).includes(words.approved(name)))
      await merchant.goto(`${site.url}/console/obtained/${plugin}`)
      assert.match(await merchant.locator('tr', { hasText: name }).innerText(), words.active)
    },
    { limit: 240_000 },
  )
}

// Where the refusal is written: the dialog of the script, else the open panel.
function page_form(page) {
  return page.js ? page.locator('dialog form') : page.locator('details[open] form')
}

for (const lang of ['zh', 'en']) {
  test(`the market says for which mini-program one is choosing${lang === 'en' ? ' in English' : ''}`, async (visit) => {
    const words = WORDS[lang]
    const page = await visit({ lang, as: user('merchant') })
    const app = demo.apps.find((one) => one.name === '禾木小馆点餐').id
    await page.goto(`${site.url}/console/apps/${app}/plugins`)
    await sound(page)
    await page.getByRole('link', { name: words.add }).first().click()
    assert.match(await main(page).innerText(), words.choosing)
    assert.match(await page.locator('li', { hasText: '城市天气' }).innerText(), words.barred)
    await sound(page)
    await page.getByRole('link', { name: '城市天气' }).click()
    assert.match(await main(page).innerText(), words.barredHere)
    await sound(page)
    await page.getByRole('link', { name: words.stop }).click()
    assert.doesNotMatch(await main(page).innerText(), words.choosing)
  })
}
