// Payment in a plugin as two people do it, with JavaScript and without, in both languages: the provider chooses a mode,
// hands in its papers and takes them back, the reviewer refuses, the provider hands in again, the reviewer approves.
import assert from 'node:assert/strict'
import { WAYS, demo, fill, sent, site, sound, test, user } from './lib.mjs'
import { picture } from './sample.mjs'

const plugin = (name) => demo.plugins.find((one) => one.name === name).id
const address = (name) => `${site.url}/console/plugins/${plugin(name)}/payment`
const main = (page) => page.locator('main').innerText()
const button = (page, action) => page.locator(`main button[name=action][value="${action}"]`)

async function submit(page, fields, want) {
  await fill(page.locator('main form', { has: page.locator('[name=mode]') }), fields)
  await sent(page, button(page, 'submit'))
  assert.equal(page.answer.status(), want)
}

// Without the script a row button is an ordinary submit; with it the page's content is put in place.
async function addRow(page) {
  const add = page.locator('button[name=op][value="services.add"]')
  if (!page.js) return Promise.all([page.waitForNavigation(), add.click()])
  await add.click()
  await page.waitForSelector('[name="services.2.kind"]')
}

async function decide(page, name, action, reason) {
  await page.goto(`${site.url}/review?kind=payment`)
  await Promise.all([page.waitForNavigation(), page.locator('tr', { hasText: name }).locator('a[href*="/review/"]').click()])
  await sent(page, button(page, 'claim'))
  await sound(page)
  await page.fill('[name=reason]', reason)
  await sent(page, button(page, action))
}

const WORDS = {
  zh: {
    merchant: '普通商户模式',
    provider: '服务商模式',
    address: /请填写网站的完整地址，例如 https:\/\/shop\.example\.com/,
    submitted: /支付能力的申请已提交/,
    waits: /审核中[^]*https:\/\/shop\.example\.com[^]*云帆科技/,
    refused: /未通过[^]*申请未通过，原因：发票抬头不是提交主体。/,
    withdrawn: /申请已撤回，可以修改后重新提交/,
    opened: /已开通[^]*插件内可以使用支付/,
  },
  en: {
    merchant: 'Direct merchant mode',
    provider: 'Service provider mode',
    address: /Enter the full address of the website, for example https:\/\/shop\.example\.com/,
    submitted: /Application for payment submitted\. The decision will be shown on this page/,
    waits: /In review[^]*https:\/\/shop\.example\.com[^]*云帆科技/,
    refused: /Refused[^]*The application was refused: 发票抬头不是提交主体\. Correct this and submit again/,
    withdrawn: /Application withdrawn\. Change it and submit it again/,
    opened: /Opened[^]*Payment works in the plugin, and its market page says so/,
  },
}

for (const [n, { js, lang, way }] of WAYS.entries()) {
  const name = ['城市选择器', '在线客服', '直播卡片', '发票抬头'][n]
  const say = WORDS[lang]

  test(
    `payment is applied for and opened ${way}`,
    async (visit) => {
      const provider = await visit({ js, lang, as: user('provider') })
      const reviewer = await visit({ js, lang, as: user('reviewer') })

      await provider.goto(address(name))
      await sound(provider)
      await provider.locator('main').getByRole('link', { name: say.merchant }).click()
      await provider.waitForURL('**/payment?mode=merchant')
      await sound(provider)
      await submit(provider, { 'services.1.kind': 'site', 'services.1.address': 'shop.example.com' }, 422)
      assert.match(await main(provider), say.address)
      await sound(provider)
      await addRow(provider)
      assert.equal(await provider.inputValue('[name="services.1.address"]'), 'shop.example.com')
      await submit(
        provider,
        {
          'services.1.address': 'https://shop.example.com',
          'services.2.kind': 'official-account',
          'services.2.address': '云帆科技',
          evidence: [picture(21), picture(22)],
        },
        200,
      )
      assert.match(await main(provider), say.waits)
      assert.match(await provider.locator('.flash').innerText(), say.submitted)
      assert.equal(await provider.locator('a[href*="/evidence/"]').count(), 2)
      await sound(provider)

      await decide(reviewer, name, 'reject', '发票抬头不是提交主体')
      await provider.goto(address(name))
      assert.match(await main(provider), say.refused)
      await sound(provider)
      await provider.locator('main').getByRole('link', { name: say.provider }).click()
      await provider.waitForURL('**/payment?mode=provider')
      await submit(provider, { provider_no: '1900012609', sub_merchants: '1900013001\n1900013002', tied: true }, 200)
      await sent(provider, button(provider, 'withdraw'))
      assert.match(await main(provider), say.withdrawn)
      assert.equal(await provider.inputValue('[name=sub_merchants]'), '1900013001\n1900013002') // it is all there again
      await submit(provider, { tied: true }, 200)
      await decide(reviewer, name, 'approve', '')
      await provider.goto(address(name))
      assert.match(await main(provider), say.opened)
      await sound(provider)
    },
    { limit: 180_000 },
  )
}

test('the mini-program has to have payment first', async (visit) => {
  const page = await visit({ as: user('provider', { n: 2 }), lang: 'en' })
  await page.goto(address('办事预约'))
  assert.match(await main(page), /has no payment yet/)
  assert.equal(await button(page, 'submit').count(), 0)
  await sound(page)
  await page.locator('main .note').getByRole('link').click()
  await page.waitForURL('**/settings')
  assert.equal(await page.locator('[name=payment_opened]').count(), 1)
})
