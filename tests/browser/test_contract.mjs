// A version that breaks what hosts rely on: its provider has to say why, with and without JavaScript, in both languages.
import assert from 'node:assert/strict'
import { demo, sent, site, sound, test, translated, user } from './lib.mjs'

const provider = user('provider')
const plugin = demo.plugins.find((one) => one.name === '扫码点餐')
const submit = `${site.url}/console/plugins/${plugin.id}/versions/1.1.0/submit`

for (const js of [true, false])
  test(`breaking without a reason is told beside its field ${js ? 'with' : 'without'} JavaScript`, async (visit) => {
    const page = await visit({ as: provider, js })
    await page.goto(submit)
    assert.match(await page.locator('#contract').innerText(), /menu-banner/)
    await page.fill('[name=description]', '点餐、加菜和结账')
    await sent(page, page.locator('main form button[value=submit]'))
    assert.match(await page.locator('#f-override-error').innerText(), /不兼容的原因/)
    assert.equal(await page.inputValue('[name=description]'), '点餐、加菜和结账')
    await sound(page)
    await page.fill('[name=override]', '店铺公告并入菜单页')
    await sent(page, page.locator('main form button.btn[value=save]'))
    assert.equal(await page.inputValue('[name=override]'), '店铺公告并入菜单页')
    await page.fill('[name=override]', '')
    await sent(page, page.locator('main form button.btn[value=save]')) // as it was, for whoever comes next
  })

test('what breaks is told in English', async (visit) => {
  const page = await visit({ as: provider, lang: 'en' })
  await page.goto(submit)
  assert.match(await page.locator('#contract').innerText(), /Changes since version 1\.0\.1/)
  await translated(page)
})
