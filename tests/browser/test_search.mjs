// Searching the market with and without JavaScript: the words stay in the box, what was found is marked, and a search that
// finds nothing leads on by its links alone.
import assert from 'node:assert/strict'
import { site, sound, test } from './lib.mjs'

async function search(page, words) {
  await page.fill('input[name=q]', words)
  await Promise.all([page.waitForNavigation(), page.press('input[name=q]', 'Enter')])
  assert.equal(page.answer.status(), 200)
  assert.equal(await page.inputValue('input[name=q]'), words)
}

for (const js of [true, false]) {
  const how = js ? 'with JavaScript' : 'without JavaScript'
  test(`a search marks what it found, ${how}`, async (visit) => {
    const page = await visit({ js })
    await page.goto(`${site.url}/market`)
    await search(page, 'ＯＣＲ')
    await search(page, '天气')
    const marks = await page.locator('main li mark').allTextContents()
    assert.ok(marks.length > 0)
    assert.deepEqual([...new Set(marks)], ['天气'])
    await sound(page)
  })

  test(`a search that finds nothing leads on, ${how}`, async (visit) => {
    const page = await visit({ js, width: 360, lang: 'en' })
    await page.goto(`${site.url}/market?category=tools.weather`)
    await search(page, '天气 <b>鱻')
    assert.match(await page.textContent('main'), /No plugins found for “天气 <b>鱻”/)
    await sound(page)
    await Promise.all([page.waitForNavigation(), page.click('main a:has-text("“天气”")')])
    assert.ok((await page.locator('main li mark').count()) > 0)
    assert.equal(await page.inputValue('select[name=category]'), 'tools.weather')
  })
}

test('both look sound in the dark', async (visit) => {
  const page = await visit({ dark: true })
  await page.goto(`${site.url}/market?q=%E5%A4%A9%E6%B0%94`)
  await sound(page)
  await page.goto(`${site.url}/market?q=%E9%B1%BB`)
  await sound(page)
})
