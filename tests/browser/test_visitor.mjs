// What a visitor who has not signed in sees: every such page, in both languages, light and dark, with and without
// JavaScript. The story itself is told in the other files.
import assert from 'node:assert/strict'
import { site, sound, test } from './lib.mjs'

const paths = ['/', '/plugin-center', '/market', '/login', '/register']

for (const path of paths) {
  for (const lang of ['zh', 'en']) {
    test(`the page ${path} is sound in ${lang}`, async (visit) => {
      const page = await visit({ lang })
      const answer = await page.goto(site.url + path)
      assert.equal(answer.status(), 200)
      assert.equal(await page.getAttribute('html', 'lang'), lang === 'zh' ? 'zh-CN' : 'en')
      await sound(page)
    })
  }
  test(`the page ${path} is sound in the dark`, async (visit) => {
    const page = await visit({ dark: true })
    const answer = await page.goto(site.url + path)
    assert.equal(answer.status(), 200)
    await sound(page)
  })
  test(`the page ${path} is sound without JavaScript`, async (visit) => {
    const page = await visit({ js: false })
    const answer = await page.goto(site.url + path)
    assert.equal(answer.status(), 200)
    await sound(page)
  })
}

for (const lang of ['zh', 'en']) {
  test(`a page that is not there is sound in ${lang}`, async (visit) => {
    const page = await visit({ lang })
    const answer = await page.goto(`${site.url}/no/such/page`)
    assert.equal(answer.status(), 404)
    await sound(page)
  })
}

test('what is wrong with a sign-in is said at the field', async (visit) => {
  const page = await visit({ js: false })
  await page.goto(`${site.url}/login`)
  await page.fill('input[name=email]', 'nobody@example.com')
  await Promise.all([page.waitForNavigation(), page.press('input[name=email]', 'Enter')])
  assert.equal(page.answer.status(), 422)
  assert.equal(await page.inputValue('input[name=email]'), 'nobody@example.com')
  await sound(page)
})

test('the skip link is the first stop of the keyboard', async (visit) => {
  const page = await visit()
  await page.goto(`${site.url}/market`)
  await page.keyboard.press('Tab')
  const target = await page.evaluate(() => document.activeElement.getAttribute('href'))
  assert.equal(target, '#main')
})
