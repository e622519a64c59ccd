// A plugin gets another name and another owner as two people do it, with JavaScript and without: one renames and offers it, the other
// has no mini-program for it at first, and then accepts it.
import assert from 'node:assert/strict'
import { demo, fill, sent, site, sound, test, user } from './lib.mjs'

const main = (page) => page.locator('main').innerText()
const button = (page, action) => page.locator(`main button[name=action][value="${action}"]`)

const offer = async (giver, id, to) => {
  await giver.goto(`${site.url}/console/plugins/${id}/transfer`)
  await sound(giver)
  await fill(giver.locator('main form', { has: giver.locator('[name=to]') }), { to, agree: true })
  await sent(giver, button(giver, 'offer'))
  assert.match(await main(giver), /已发起转让|待接收/)
}

const look = async (taker, name) => {
  await taker.goto(`${site.url}/console/transfers`)
  await sound(taker)
  await Promise.all([taker.waitForNavigation(), taker.locator('main').getByRole('link', { name }).first().click()])
  await sound(taker)
}

for (const js of [true, false]) {
  const name = js ? '城市选择器' : '发票抬头'
  const category = js ? 'tools.lookup' : 'tools.invoices'

  test(`a former name leads to a plugin ${js ? 'with' : 'without'} JavaScript`, async (visit) => {
    const owner = await visit({ js, as: user('provider', { n: 1 }), lang: js ? 'zh' : 'en' })
    const { id, name: before } = demo.plugins.find((one) => one.name === '晨报有声')
    const after = js ? '早间听报' : '清晨播报'

    await owner.goto(`${site.url}/console/plugins/${id}/settings`)
    await fill(owner.locator('main form', { has: owner.locator('[name=intro]') }), { name: after })
    await sent(owner, button(owner, 'save'))
    await sound(owner)
    await owner.goto(`${site.url}/market?q=${encodeURIComponent(before)}`)
    assert.match(await main(owner), new RegExp(after))
    assert.match(await main(owner), js ? /曾用名/ : /Formerly/)
    await sound(owner)
  })

  test(
    `a plugin is given to another subject ${js ? 'with' : 'without'} JavaScript`,
    async (visit) => {
      const giver = await visit({ js, as: user('provider') })
      const taker = await visit({ js, as: user('provider', { n: 2 }) })
      const { id } = demo.plugins.find((one) => one.name === name)
      const receiver = user('provider', { n: 2 }).subject

      await offer(giver, id, receiver)
      await sound(giver)
      await look(taker, name)
      assert.match(await main(taker), /还没有带这个插件服务类目的小程序/)
      await sent(taker, button(taker, 'decline'))
      assert.match(await main(taker), /已拒收/)

      await taker.goto(`${site.url}/console/apps/new`)
      await fill(taker.locator('main form'), { name: `接收${name}`, categories: [category] })
      await sent(taker, taker.locator('main form button[name=action]'))
      await giver.goto(`${site.url}/console/plugins/${id}/transfer`)
      assert.match(await main(giver), /已拒收/)
      await offer(giver, id, receiver)
      await look(taker, name)
      await fill(taker.locator('main form', { has: taker.locator('[name=app]') }), { agree: true })
      await sent(taker, button(taker, 'accept'))
      await sound(taker)
      await taker.goto(`${site.url}/console/plugins/${id}`)
      assert.match(await main(taker), new RegExp(name))
      assert.equal((await giver.goto(`${site.url}/console/plugins/${id}`)).status(), 404)
    },
    { limit: 120_000 },
  )
}
