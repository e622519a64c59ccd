// Joint debugging as two people do it, with JavaScript and without: the provider adds a mini-program in the panel, its owner
// authorises it, the provider takes the token along and replaces it, the owner unbinds.
import assert from 'node:assert/strict'
import { demo, sent, site, sound, test, user } from './lib.mjs'

const plugin = demo.plugins.find((one) => one.name === '在线客服').id
const desk = `${site.url}/console/plugins/${plugin}/debug`

// Behind a button that asks first: a dialog with the script, else the panel below it.
async function panel(page, summary) {
  await summary.click()
  return page.js ? page.locator('dialog[open] form') : page.locator('details[open] form')
}

for (const [js, name, lang] of [
  [true, '禾木小馆·下沙店', 'en'],
  [false, '禾木小馆·良渚店', 'zh'],
]) {
  const app = demo.apps.find((one) => one.name === name).id
  const row = (page, id) => page.locator('tr', { hasText: id })

  test(`a mini-program is added, authorised and unbound ${js ? 'with' : 'without'} JavaScript`, async (visit) => {
    const provider = await visit({ js, lang, as: user('provider') })
    const merchant = await visit({ js, lang, as: user('merchant') })

    // a wrong appid stays in the panel, and the panel stays open
    await provider.goto(desk)
    await sound(provider)
    let form = await panel(provider, provider.locator('.head-side summary'))
    await form.locator('[name=app]').fill('1234')
    await sent(provider, form.locator('[value=add]'))
    assert.equal(provider.answer.status(), 422)
    assert.equal(await provider.locator('#f-app').inputValue(), '1234')
    assert.ok(await provider.locator('#f-app').isVisible())
    await sound(provider)
    await provider.locator('#f-app').fill(app)
    await sent(provider, (provider.js ? provider.locator('dialog form') : provider.locator('details[open] form')).locator('[value=add]'))
    assert.match(await row(provider, app).innerText(), lang === 'en' ? /Awaiting authorisation/ : /待授权/)
    await sound(provider)

    // the other side finds it by the number at the tab
    await merchant.goto(`${site.url}/console/apps/${app}`)
    await merchant.locator('nav a', { hasText: lang === 'en' ? 'Plugin debugging' : '插件联调' }).click()
    await merchant.waitForURL('**/debug')
    await sound(merchant)
    await sent(merchant, row(merchant, plugin).locator('[value=authorise]'))
    await sound(merchant)

    // 查看授权信息
    await provider.goto(desk)
    await row(provider, app).getByRole('link', { name: lang === 'en' ? 'View authorisation' : '查看授权信息' }).click()
    await provider.waitForURL('**/debug?app=*')
    const token = await provider.locator('#link-token').innerText()
    assert.equal(token.length, 43)
    if (js) assert.ok(await provider.locator('[data-copy=link-token]').isVisible())
    await sound(provider)
    form = await panel(provider, provider.locator('#info summary'))
    await sent(provider, form.locator('[value=rotate-token]'))
    assert.notEqual(await provider.locator('#link-token').innerText(), token)

    // and the owner ends it
    form = await panel(merchant, row(merchant, plugin).locator('summary'))
    await sent(merchant, form.locator('[value=unbind]'))
    assert.equal(await row(merchant, plugin).count(), 0)
    await merchant.goto(`${site.url}/console/apps/${app}/debug?view=over`)
    assert.equal(await row(merchant, plugin).count(), 1)
    await sound(merchant)
  })
}
