// A provider takes the guide of another plugin over, with JavaScript and without, in both languages; what was typed before is not lost.
import assert from 'node:assert/strict'
import { WAYS, demo, sent, site, sound, test, user } from './lib.mjs'

const plugin = demo.plugins.find((one) => one.name === '在线客服').id
const guide = `${site.url}/console/plugins/${plugin}/listing/guide`

// What one takes over is no longer missing for the next.
const runs = [
  { from: '插件“城市天气”', done: /已添加 \d+ 项，请核对后保存/ },
  { from: '插件“城市天气”', done: /没有缺少的组件、页面、接口和配置项/ },
  { from: 'Plugin “扫码点餐”', done: /Items added: 9\. Please check them and save/ },
  { from: 'Plugin “扫码点餐”', done: /No components, pages, interfaces or config entries were missing/ },
]

for (const [n, { js, lang, way }] of WAYS.entries()) {
  test(`a guide is copied ${way}`, async (visit) => {
    const page = await visit({ js, lang, as: user('provider') })
    const words = `接入前请先开通坐席（${way}）`

    await page.goto(guide)
    await page.fill('#f-description', words)
    await sent(page, page.locator('main button[value=copy]'))
    assert.match(page.url(), /\/guide\/copy$/)
    await sound(page)
    await page.locator('label', { hasText: runs[n].from }).click()
    await sent(page, page.locator('main button[value=copy]'))
    assert.ok(page.url().startsWith(guide) && !page.url().endsWith('copy'))
    assert.equal(await page.inputValue('#f-description'), words, 'what is there stays')
    assert.match(await page.locator('body').innerText(), runs[n].done)
    await sound(page)
  })
}
