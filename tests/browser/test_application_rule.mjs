// A provider lets a rule answer and stops it again, with JavaScript and without, in both languages.
import assert from 'node:assert/strict'
import { WAYS, demo, sent, site, sound, test, user } from './lib.mjs'

const plugin = demo.plugins.find((one) => one.name === '在线客服').id
const list = `${site.url}/console/plugins/${plugin}/applications`
const main = (page) => page.locator('main')

const WORDS = {
  zh: {
    rule: '自动通过规则',
    nothing: /请选择主体类型或小程序类目；都不限时请把添加方式改为自由添加/,
    set: /规则已启用，符合的申请会立即通过[^]*现在符合下面条件的申请会立即通过：企业；餐饮/,
    row: /企业；餐饮/,
    stop: '停用规则',
    consequence: /停用后，新的申请都要由你们在 24 小时内答复/,
    stopped: /已停用规则，新的申请需要答复[^]*没有启用的规则/,
  },
  en: {
    rule: 'Automatic approval',
    nothing: /Please select a type of subject or a category\. To approve everyone, change the add mode to free/,
    set: /The rule is in force, applications that match are approved at once[^]*are approved at once: Enterprise; Food and catering/,
    row: /In force[^]*Enterprise; Food and catering/,
    stop: 'Disable the rule',
    consequence: /Once disabled, every new application needs your answer within 24 hours/,
    stopped: /The rule is disabled, new applications need an answer[^]*No rule is in force/,
  },
}

for (const { js, lang, way } of WAYS) {
  const words = WORDS[lang]

  test(`a rule is set and stopped ${way}`, async (visit) => {
    const page = await visit({ js, lang, as: user('provider') })

    await page.goto(list)
    await page.getByRole('link', { name: words.rule }).click()
    await page.waitForURL('**/applications/rule')
    for (const box of await page.locator('input[name=host_types]').all()) await box.uncheck()
    await sent(page, page.locator('main button[value=save]'))
    assert.equal(page.answer.status(), 422)
    assert.match(await main(page).innerText(), words.nothing)
    await sound(page)
    await page.check('input[name=host_types][value=enterprise]')
    await page.check('input[name=host_level1][value=catering]')
    await sent(page, page.locator('main button[value=save]'))
    assert.match(await page.locator('body').innerText(), words.set)
    assert.match(await page.locator('tbody tr').first().innerText(), words.row)
    assert.ok(await page.isChecked('input[name=host_level1][value=catering]'))
    await sound(page)
    await page.locator('summary', { hasText: words.stop }).click()
    const asked = js ? page.locator('dialog') : page.locator('details.confirm')
    assert.match(await asked.innerText(), words.consequence)
    await sent(page, asked.locator('[value=stop]'))
    assert.match(await page.locator('body').innerText(), words.stopped)
    await sound(page)
  })
}
