// An advisory as two people meet it, with JavaScript and without, in both languages: the provider drafts and publishes, the
// merchant reads it in its console and acknowledges it, the provider sees who has and withdraws it.
import assert from 'node:assert/strict'
import { WAYS, demo, fill, sent, site, sound, test, user } from './lib.mjs'

const id = (list, name) => demo[list].find((one) => one.name === name).id
const list = `${site.url}/console/plugins/${id('plugins', '城市天气')}/advisories`
const main = (page) => page.locator('main').innerText()
const body = (page) => page.locator('body').innerText()
const button = (page, action) => page.locator(`main button[name=action][value="${action}"]`)

const WORDS = {
  zh: {
    make: '新建公告',
    missing: '请填写公告标题',
    drafted: /已保存草稿，确认无误后发布[^]*会在控制台看到/,
    published: /已发布[^]*还没有小程序确认/,
    open: '个公告待确认',
    range: /严重[^]*受影响的版本 1\.0\.0 – 1\.1\.0/,
    gotIt: /^知道了/,
    acknowledged: /已确认公告，服务商会看到/,
    who: /孙浩 于 .* 确认/,
    count: /1 个已确认/,
    withdraw: '撤回公告',
    consequence: /撤回后，小程序不再看到这个公告，也不能再确认/,
    why: '请填写撤回原因',
    withdrawn: /已撤回[^]*公告已撤回，小程序不再看到；原因：图标没有问题/,
    end: '停止维护',
    unknown: '请填写一个更高的版本号，例如 1.2.0；没有时留空',
    announced: /已宣布停止维护，使用方在插件市场和控制台会看到/,
    maintained: /版本 1\.1\.0 将于 2027-03-01 停止维护/,
    resume: /^恢复维护/,
    resumed: /已恢复维护/,
  },
  en: {
    make: 'New advisory',
    missing: 'Please enter “Advisory title”',
    drafted: /The draft is saved\. Publish it when it is right[^]*Once published, the mini-programs that use 1\.1\.0 \(now \d\) see it/,
    published: /Published[^]*No mini-program has acknowledged it yet/,
    open: 'Advisories to acknowledge',
    range: /Critical[^]*Affects 1\.0\.0 – 1\.1\.0/,
    gotIt: /^Got it/,
    acknowledged: /You have acknowledged the advisory\. The provider sees this/,
    who: /Acknowledged by 孙浩 on /,
    count: /Acknowledged so far: 1/,
    withdraw: 'Withdraw advisory',
    consequence: /Once withdrawn, mini-programs no longer see this advisory and cannot acknowledge it/,
    why: 'Please enter “Reason for the withdrawal”',
    withdrawn: /Withdrawn[^]*This advisory was withdrawn, mini-programs no longer see it\. Reason: 图标没有问题/,
    end: 'End of maintenance',
    unknown: 'Enter a higher version number, for example 1.2.0, or leave it empty',
    announced: /The end of maintenance is announced\. Users see it in the market and in their console/,
    maintained: /Version 1\.1\.0 is maintained until 2027-03-01/,
    resume: /^Resume maintenance/,
    resumed: /Maintenance is resumed/,
  },
}
// each journey has an advisory of its own
const TITLES = {
  zh: { true: '夜间图标偏白', false: '湿度的单位有误' },
  en: { true: 'Night icons are too pale', false: 'Humidity has a wrong unit' },
}

for (const { js, lang, way } of WAYS) {
  const words = WORDS[lang]
  const title = TITLES[lang][js]

  test(
    `an advisory is published, acknowledged and withdrawn ${way}`,
    async (visit) => {
      const provider = await visit({ js, lang, as: user('provider') })
      const merchant = await visit({ js, lang, as: user('merchant'), width: 360 })

      await provider.goto(list)
      await sound(provider)
      await provider.locator('main .head').getByRole('link', { name: words.make }).click()
      await provider.waitForURL('**/new')
      await sent(provider, button(provider, 'save'))
      assert.equal(provider.answer.status(), 422)
      assert.equal(await provider.locator('#f-title-error').innerText(), words.missing)
      await sound(provider)
      await fill(provider.locator('main form', { has: provider.locator('[name=title]') }), {
        title,
        severity: 'critical',
        first: '1.0.0',
        last: '1.1.0',
        text: '请先使用白色背景',
      })
      await sent(provider, button(provider, 'save'))
      assert.match(await body(provider), words.drafted)
      await sound(provider)
      await sent(provider, button(provider, 'publish'))
      assert.match(await main(provider), words.published)
      await sound(provider)

      await merchant.goto(`${site.url}/console`)
      await sound(merchant)
      await merchant.locator('#notices').getByRole('link', { name: title }).click()
      await merchant.waitForURL('**/obtained/*')
      await sound(merchant)
      await merchant.getByRole('link', { name: words.open }).first().click()
      await merchant.waitForURL('**/plugins/*')
      await sound(merchant)
      const note = merchant.locator('#notices .note', { hasText: title })
      assert.match(await note.innerText(), words.range)
      assert.match(await note.locator('button').innerText(), words.gotIt)
      await sent(merchant, note.locator('button'))
      assert.match(await body(merchant), words.acknowledged)
      assert.match(await note.innerText(), words.who)
      assert.equal(await note.locator('button').count(), 0)

      await provider.reload()
      assert.match(await main(provider), words.count)
      await provider.locator('summary', { hasText: words.withdraw }).click()
      assert.match(await provider.locator(js ? 'dialog' : 'details[open] form').innerText(), words.consequence)
      await sent(provider, provider.locator('button[value=withdraw]:visible'))
      assert.equal(provider.answer.status(), 422)
      assert.equal(await provider.locator('#f-reason-error:visible').innerText(), words.why)
      await provider.locator('[name=reason]:visible').fill('图标没有问题')
      await sound(provider)
      await sent(provider, provider.locator('button[value=withdraw]:visible'))
      assert.match(await main(provider), words.withdrawn)
      await merchant.reload()
      assert.equal(await note.count(), 0)
    },
    { limit: 180_000 },
  )
}

for (const { js, lang, way } of WAYS) {
  const words = WORDS[lang]

  test(`the end of maintenance is announced ${way}`, async (visit) => {
    const provider = await visit({ js, lang, as: user('provider'), width: js ? 1280 : 360 })
    const merchant = await visit({ js, lang, as: user('merchant') })

    await provider.goto(list)
    await provider.locator('main .head').getByRole('link', { name: words.end }).click()
    await provider.waitForURL('**/deprecation')
    await sound(provider)
    const form = provider.locator('main form', { has: provider.locator('[name=ends]') })
    await fill(form, { about: '1.1.0', ends: '2027-03-01', successor: '1.0.0', reason: '请换用 1.2.0' })
    await sent(provider, button(provider, 'announce'))
    assert.equal(provider.answer.status(), 422)
    assert.equal(await provider.locator('#f-successor-error').innerText(), words.unknown)
    await sound(provider)
    await fill(form, { successor: '' })
    await sent(provider, button(provider, 'announce'))
    assert.match(await body(provider), words.announced)
    assert.match(await main(provider), words.maintained)
    await sound(provider)
    await merchant.goto(`${site.url}/console/apps/${id('apps', '禾木小馆点餐')}/plugins/${id('plugins', '城市天气')}`)
    assert.match(await main(merchant), words.maintained)
    await sound(merchant)
    const lift = provider.locator('tr', { hasText: words.maintained }).locator('button[value=lift]')
    assert.match(await lift.innerText(), words.resume)
    await sent(provider, lift)
    assert.match(await body(provider), words.resumed)
    assert.doesNotMatch(await main(provider), words.maintained)
  })
}
