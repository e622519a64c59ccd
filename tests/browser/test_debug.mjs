// Joint debugging as two people do it, with JavaScript and without, in both languages: the provider adds a mini-program in the
// panel, its owner authorises it, the provider takes the token along and replaces it, the owner unbinds.
import assert from 'node:assert/strict'
import { WAYS, demo, sent, site, sound, test, user } from './lib.mjs'

const plugin = demo.plugins.find((one) => one.name === '在线客服').id
const desk = `${site.url}/console/plugins/${plugin}/debug`

// Behind a button that asks first: a dialog with the script, else the panel below it.
async function panel(page, summary) {
  await summary.click()
  return page.js ? page.locator('dialog[open] form') : page.locator('details[open] form')
}

const WORDS = {
  zh: {
    wrong: /没有这个 AppID 的小程序，请向小程序的主体核对/,
    waiting: /待授权/,
    added: /已添加，等待小程序的主体授权/,
    tab: '插件联调',
    authorised: /已授权，可以开始联调；联调结束后请解绑/,
    view: '查看授权信息',
    rotate: /更换后旧的 Token 立即失效/,
    rotated: /已更换 Token，旧的已经失效/,
    unbind: /解绑后，小程序在开发和预览时不再拉取“在线客服”的体验版，授权 Token 立即作废/,
  },
  en: {
    wrong: /No mini-program has this AppID; check it with the mini-program's subject/,
    waiting: /Awaiting authorisation/,
    added: /Added\. Waiting for the mini-program's subject to authorise it/,
    tab: 'Plugin debugging',
    authorised: /Authorised\. Debugging can begin; unbind when it is finished/,
    view: 'View authorisation',
    rotate: /The old token stops working at once/,
    rotated: /Token replaced\. The old one no longer works/,
    unbind: /the mini-program will no longer get the trial version of “在线客服”, and the token stops working at once/,
  },
}
const flash = (page) => page.locator('.flash').innerText()

for (const [n, { js, lang, way }] of WAYS.entries()) {
  const name = ['禾木小馆·下沙店', '禾木小馆·良渚店', '禾木小馆·闲林店', '禾木小馆·转塘店'][n]
  const say = WORDS[lang]
  const app = demo.apps.find((one) => one.name === name).id
  const row = (page, id) => page.locator('tr', { hasText: id })

  test(`a mini-program is added, authorised and unbound ${way}`, async (visit) => {
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
    assert.match(await provider.locator('#f-app-error').innerText(), say.wrong)
    await sound(provider)
    await provider.locator('#f-app').fill(app)
    await sent(provider, (provider.js ? provider.locator('dialog form') : provider.locator('details[open] form')).locator('[value=add]'))
    assert.match(await row(provider, app).innerText(), say.waiting)
    assert.match(await flash(provider), say.added)
    await sound(provider)

    // the other side finds it by the number at the tab
    await merchant.goto(`${site.url}/console/apps/${app}`)
    await merchant.locator('nav a', { hasText: say.tab }).click()
    await merchant.waitForURL('**/debug')
    await sound(merchant)
    await sent(merchant, row(merchant, plugin).locator('[value=authorise]'))
    assert.match(await flash(merchant), say.authorised)
    await sound(merchant)

    // 查看授权信息
    await provider.goto(desk)
    await row(provider, app).getByRole('link', { name: say.view }).click()
    await provider.waitForURL('**/debug?app=*')
    const token = await provider.locator('#link-token').innerText()
    assert.equal(token.length, 43)
    if (js) assert.ok(await provider.locator('[data-copy=link-token]').isVisible())
    await sound(provider)
    form = await panel(provider, provider.locator('#info summary'))
    assert.match(await form.innerText(), say.rotate)
    await sent(provider, form.locator('[value=rotate-token]'))
    assert.match(await flash(provider), say.rotated)
    assert.notEqual(await provider.locator('#link-token').innerText(), token)

    // and the owner ends it
    form = await panel(merchant, row(merchant, plugin).locator('summary'))
    assert.match(await form.innerText(), say.unbind)
    await sent(merchant, form.locator('[value=unbind]'))
    assert.equal(await row(merchant, plugin).count(), 0)
    await merchant.goto(`${site.url}/console/apps/${app}/debug?view=over`)
    assert.equal(await row(merchant, plugin).count(), 1)
    await sound(merchant)
  })
}
