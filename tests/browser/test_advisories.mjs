// An advisory as two people meet it, with JavaScript and without: the provider drafts and publishes, the merchant reads it in
// its console and acknowledges it, the provider sees who has and withdraws it.
import assert from 'node:assert/strict'
import { demo, fill, sent, site, sound, test, user } from './lib.mjs'

const id = (list, name) => demo[list].find((one) => one.name === name).id
const list = `${site.url}/console/plugins/${id('plugins', '城市天气')}/advisories`
const main = (page) => page.locator('main').innerText()
const button = (page, action) => page.locator(`main button[name=action][value="${action}"]`)

for (const js of [true, false]) {
  const title = js ? '夜间图标偏白' : '湿度的单位有误'

  test(
    `an advisory is published, acknowledged and withdrawn ${js ? 'with' : 'without'} JavaScript`,
    async (visit) => {
      const provider = await visit({ js, as: user('provider') })
      const merchant = await visit({ js, as: user('merchant'), width: 360 })

      await provider.goto(list)
      await sound(provider)
      await provider.locator('main .head').getByRole('link', { name: '新建公告' }).click()
      await provider.waitForURL('**/new')
      await sent(provider, button(provider, 'save'))
      assert.equal(provider.answer.status(), 422)
      await sound(provider)
      await fill(provider.locator('main form', { has: provider.locator('[name=title]') }), {
        title,
        severity: 'critical',
        first: '1.0.0',
        last: '1.1.0',
        text: '请先使用白色背景',
      })
      await sent(provider, button(provider, 'save'))
      assert.match(await main(provider), /会在控制台看到/)
      await sound(provider)
      await sent(provider, button(provider, 'publish'))
      assert.match(await main(provider), /已发布[^]*还没有小程序确认/)
      await sound(provider)

      await merchant.goto(`${site.url}/console`)
      await sound(merchant)
      await merchant.locator('#notices').getByRole('link', { name: title }).click()
      await merchant.waitForURL('**/obtained/*')
      await sound(merchant)
      await merchant.getByRole('link', { name: '个公告待确认' }).first().click()
      await merchant.waitForURL('**/plugins/*')
      await sound(merchant)
      await sent(merchant, merchant.locator('#notices button', { hasText: title }))
      assert.match(await merchant.locator('#notices .note', { hasText: title }).innerText(), /确认/)
      assert.equal(await merchant.locator('#notices button', { hasText: title }).count(), 0)

      await provider.reload()
      assert.match(await main(provider), /1 个已确认/)
      await provider.locator('summary', { hasText: '撤回公告' }).click()
      await provider.locator('[name=reason]:visible').fill('图标没有问题')
      await sound(provider)
      await sent(provider, provider.locator('button[value=withdraw]:visible'))
      assert.match(await main(provider), /已撤回[^]*图标没有问题/)
      await merchant.reload()
      assert.equal(await merchant.locator('#notices .note', { hasText: title }).count(), 0)
    },
    { limit: 180_000 },
  )
}

for (const js of [true, false]) {
  test(`the end of maintenance is announced ${js ? 'with' : 'without'} JavaScript`, async (visit) => {
    const provider = await visit({ js, as: user('provider'), width: js ? 1280 : 360 })
    const merchant = await visit({ js, as: user('merchant') })

    await provider.goto(list)
    await provider.locator('main .head').getByRole('link', { name: '停止维护' }).click()
    await provider.waitForURL('**/deprecation')
    await sound(provider)
    await fill(provider.locator('main form', { has: provider.locator('[name=ends]') }), {
      about: '1.1.0',
      ends: '2027-03-01',
      reason: '请换用 1.2.0',
    })
    await sent(provider, button(provider, 'announce'))
    assert.match(await main(provider), /版本 1\.1\.0 将于 2027-03-01 停止维护/)
    await sound(provider)
    await merchant.goto(`${site.url}/console/apps/${id('apps', '禾木小馆点餐')}/plugins/${id('plugins', '城市天气')}`)
    assert.match(await main(merchant), /版本 1\.1\.0 将于 2027-03-01 停止维护/)
    await sound(merchant)
    await sent(provider, provider.locator('tr', { hasText: '1.1.0 将于' }).locator('button[value=lift]'))
    assert.doesNotMatch(await main(provider), /版本 1\.1\.0 将于/)
  })
}
