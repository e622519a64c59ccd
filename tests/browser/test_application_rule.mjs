// A provider lets a rule answer and stops it again, with JavaScript and without.
import assert from 'node:assert/strict'
import { demo, sent, site, sound, test, user } from './lib.mjs'

const plugin = demo.plugins.find((one) => one.name === '在线客服').id
const list = `${site.url}/console/plugins/${plugin}/applications`
const main = (page) => page.locator('main')

for (const js of [true, false]) {
  test(`a rule is set and stopped ${js ? 'with' : 'without'} JavaScript`, async (visit) => {
    const page = await visit({ js, as: user('provider') })

    await page.goto(list)
    await page.getByRole('link', { name: '自动通过规则' }).click()
    await page.waitForURL('**/applications/rule')
    for (const box of await page.locator('input[name=host_types]').all()) await box.uncheck()
    await sent(page, page.locator('main button[value=save]'))
    assert.equal(page.answer.status(), 422)
    assert.match(await main(page).innerText(), /请选择主体类型或小程序类目/)
    await sound(page)
    await page.check('input[name=host_types][value=enterprise]')
    await page.check('input[name=host_level1][value=catering]')
    await sent(page, page.locator('main button[value=save]'))
    assert.match(await page.locator('tbody tr').first().innerText(), /企业；餐饮/)
    assert.ok(await page.isChecked('input[name=host_level1][value=catering]'))
    await sound(page)
    await page.locator('summary', { hasText: '停用规则' }).click()
    await sent(page, (js ? page.locator('dialog') : page.locator('details.confirm')).locator('[value=stop]'))
    assert.match(await main(page).innerText(), /没有启用的规则/)
    await sound(page)
  })
}
