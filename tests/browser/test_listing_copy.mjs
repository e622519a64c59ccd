// A provider takes the guide of another plugin over, with JavaScript and without; what was typed before is not lost.
import assert from 'node:assert/strict'
import { demo, sent, site, sound, test, user } from './lib.mjs'

const plugin = demo.plugins.find((one) => one.name === '在线客服').id
const guide = `${site.url}/console/plugins/${plugin}/listing/guide`

for (const js of [true, false]) {
  test(`a guide is copied ${js ? 'with' : 'without'} JavaScript`, async (visit) => {
    const page = await visit({ js, as: user('provider') })
    const words = `接入前请先开通坐席（${js ? 'script' : 'plain'}）`

    await page.goto(guide)
    await page.fill('#f-description', words)
    await sent(page, page.locator('main button[value=copy]'))
    assert.match(page.url(), /\/guide\/copy$/)
    await sound(page)
    await page.locator('label', { hasText: '插件“城市天气”' }).click()
    await sent(page, page.locator('main button[value=copy]'))
    assert.ok(page.url().startsWith(guide) && !page.url().endsWith('copy'))
    assert.equal(await page.inputValue('#f-description'), words, 'what is there stays')
    assert.match(await page.locator('body').innerText(), js ? /已添加 \d+ 项/ : /没有缺少的/)
    await sound(page)
  })
}
