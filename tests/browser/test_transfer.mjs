// A plugin gets another name and another owner as two people do it, with JavaScript and without, in both languages: one renames and
// offers it, the other has no mini-program for it at first, and then accepts it.
import assert from 'node:assert/strict'
import { WAYS, demo, fill, sent, site, sound, test, user } from './lib.mjs'

const main = (page) => page.locator('main').innerText()
const button = (page, action) => page.locator(`main button[name=action][value="${action}"]`)

const WORDS = {
  zh: {
    offered: /已发起转让，对方 7 天内可以接收或拒收/,
    nobody: /没有这个名称或 ID 的主体，请向对方核对完整的主体名称/,
    unfit: /还没有带这个插件服务类目的小程序/,
    declined: /已拒收/,
    taken: (name) => new RegExp(`已接收插件“${name}”`),
    former: /曾用名/,
  },
  en: {
    offered: /Offered\. The other side can accept or decline within 7 days/,
    nobody: /No subject has this name or ID\. Check the full name with the other side/,
    unfit: /No mini-program of your subject has this plugin's category/,
    declined: /Declined|Plugin declined/,
    taken: (name) => new RegExp(`Plugin “${name}” accepted`),
    former: /Formerly/,
  },
}

// Three names are kept at most, so the last move goes back to the first.
const names = ['晨报有声', '早间听报', '清晨播报', '报纸朗读', '晨报有声']

const offer = async (giver, id, to, say) => {
  await giver.goto(`${site.url}/console/plugins/${id}/transfer`)
  await sound(giver)
  const form = giver.locator('main form', { has: giver.locator('[name=to]') })
  await fill(form, { to: `${to}？`, agree: true })
  await sent(giver, button(giver, 'offer'))
  assert.equal(giver.answer.status(), 422)
  assert.match(await giver.locator('#f-to-error').innerText(), say.nobody)
  await fill(form, { to, agree: true })
  await sent(giver, button(giver, 'offer'))
  assert.match(await giver.locator('.flash').innerText(), say.offered)
}

const look = async (taker, name) => {
  await taker.goto(`${site.url}/console/transfers`)
  await sound(taker)
  await Promise.all([taker.waitForNavigation(), taker.locator('main').getByRole('link', { name }).first().click()])
  await sound(taker)
}

for (const [n, { js, lang, way }] of WAYS.entries()) {
  const name = ['城市选择器', '发票抬头', '城市天气', '图文投票'][n]
  const category = ['tools.lookup', 'tools.invoices', 'tools.weather', 'tools.voting'][n]
  const say = WORDS[lang]

  test(`a former name leads to a plugin ${way}`, async (visit) => {
    const owner = await visit({ js, lang, as: user('provider', { n: 1 }) })
    const { id } = demo.plugins.find((one) => one.name === '晨报有声')
    const [before, after] = names.slice(n, n + 2)

    await owner.goto(`${site.url}/console/plugins/${id}/settings`)
    await fill(owner.locator('main form', { has: owner.locator('[name=intro]') }), { name: after })
    await sent(owner, button(owner, 'save'))
    await sound(owner)
    await owner.goto(`${site.url}/market?q=${encodeURIComponent(before)}`)
    assert.match(await main(owner), new RegExp(after))
    assert.match(await main(owner), say.former)
    await sound(owner)
  })

  test(
    `a plugin is given to another subject ${way}`,
    async (visit) => {
      const { id, subject } = demo.plugins.find((one) => one.name === name)
      const giver = await visit({ js, lang, as: demo.users.find((one) => one.role === 'provider' && one.subject === subject) })
      const taker = await visit({ js, lang, as: user('provider', { n: 2 }) })
      const receiver = user('provider', { n: 2 }).subject

      await offer(giver, id, receiver, say)
      await sound(giver)
      await look(taker, name)
      assert.match(await main(taker), say.unfit)
      await sent(taker, button(taker, 'decline'))
      assert.match(await main(taker), say.declined)

      await taker.goto(`${site.url}/console/apps/new`)
      await fill(taker.locator('main form'), { name: `接收${name}`, categories: [category] })
      await sent(taker, taker.locator('main form button[name=action]'))
      await giver.goto(`${site.url}/console/plugins/${id}/transfer`)
      assert.match(await main(giver), say.declined)
      await offer(giver, id, receiver, say)
      await look(taker, name)
      await fill(taker.locator('main form', { has: taker.locator('[name=app]') }), { agree: true })
      await sent(taker, button(taker, 'accept'))
      assert.match(await taker.locator('.flash').innerText(), say.taken(name))
      await sound(taker)
      await taker.goto(`${site.url}/console/plugins/${id}`)
      assert.match(await main(taker), new RegExp(name))
      assert.equal((await giver.goto(`${site.url}/console/plugins/${id}`)).status(), 404)
    },
    { limit: 120_000 },
  )
}
