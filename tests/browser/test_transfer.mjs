// A plugin changes hands as two people do it, with JavaScript and without: one offers it, the other accepts it into a mini-program.
import assert from 'node:assert/strict'
import { demo, fill, sent, site, sound, test, user } from './lib.mjs'

const main = (page) => page.locator('main').innerText()
const button = (page, action) => page.locator(`main button[name=action][value="${action}"]`)

for (const js of [true, false]) {
  const name = js ? '城市选择器' : '发票抬头'

  test(
    `a plugin is given to another subject ${js ? 'with' : 'without'} JavaScript`,
    async (visit) => {
      const giver = await visit({ js, as: user('provider') })
      const taker = await visit({ js, as: user('provider', { n: 2 }) })
      const id = demo.plugins.find((one) => one.name === name).id
      const receiver = user('provider', { n: 2 }).subject

      await giver.goto(`${site.url}/console/plugins/${id}/transfer`)
      await sound(giver)
      await fill(giver.locator('main form', { has: giver.locator('[name=to]') }), { to: receiver, agree: true })
      await sent(giver, button(giver, 'offer'))
      assert.match(await main(giver), /已发起转让|待接收/)
      await sound(giver)

      await taker.goto(`${site.url}/console/transfers`)
      await sound(taker)
      await Promise.all([taker.waitForNavigation(), taker.locator('main').getByRole('link', { name }).first().click()])
      assert.match(await main(taker), /还没有带这个插件服务类目的小程序/)
      await sound(taker)
      await sent(taker, button(taker, 'decline'))
      assert.match(await main(taker), /已拒收/)
      await giver.goto(`${site.url}/console/plugins/${id}/transfer`)
      assert.match(await main(giver), /已拒收/)
    },
    { limit: 120_000 },
  )
}
