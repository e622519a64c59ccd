// A session that ends while somebody types, and the filters of lists: as people meet them, with and without JavaScript.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fill, sent, signIn, site, sound, test, user } from './lib.mjs'

// The clock only goes on: a code of the second step is not given twice.
const clock = path.join(site.state, 'clock')
function later(minutes) {
  writeFileSync(clock, String((Number(readFileSync(clock, 'utf8')) || 0) + minutes * 60))
}

async function signedInAgain(page, who) {
  await page.fill('input[name=email]', who.login)
  await page.fill('input[name=password]', who.password)
  await Promise.all([page.waitForNavigation(), page.press('input[name=password]', 'Enter')])
}

for (const js of [true, false]) {
  const how = js ? 'with' : 'without'

  test(`a list is narrowed, turned round and cleared, ${how} JavaScript`, async (visit) => {
    const page = await visit({ as: user('provider'), js })
    await page.goto(`${site.url}/console/plugins`)
    const all = await page.locator('tbody tr').count()
    await page.selectOption('#by-state', 'on')
    await page.selectOption('#by-sort', 'oldest')
    await Promise.all([page.waitForNavigation(), page.locator('form.filters button').click()])
    assert.match(page.url(), /state=on/)
    assert.equal(await page.inputValue('#by-sort'), 'oldest')
    assert.ok((await page.locator('tbody tr').count()) < all)
    await sound(page)
    await page.fill('#by-q', '没有这样的名称')
    await Promise.all([page.waitForNavigation(), page.press('#by-q', 'Enter')])
    assert.match(await page.textContent('.empty'), /没有符合条件的内容/)
    await sound(page)
    await Promise.all([page.waitForNavigation(), page.locator('.empty a').click()])
    assert.equal(await page.locator('tbody tr').count(), all)
    assert.match(page.url(), /sort=oldest/)
  })

  test(`the look is chosen ${how} JavaScript and stays`, async (visit) => {
    const page = await visit({ js })
    await page.goto(`${site.url}/plugin-center`)
    await Promise.all([page.waitForNavigation(), page.locator('.themes a', { hasText: '深色' }).click()])
    assert.equal(await page.getAttribute('html', 'data-theme'), 'dark')
    await page.goto(`${site.url}/login`)
    await sound(page)
    const paint = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const dark = await paint()
    await page.emulateMedia({ media: 'print' })
    assert.notEqual(await paint(), dark, 'paper is light')
    await page.emulateMedia({ media: 'screen' })
  })
}

test('paper has no buttons and loses nothing of a table', async (visit) => {
  const page = await visit({ as: user('provider') })
  for (const address of ['/console/plugins', '/console/apps/new', '/console']) {
    await page.goto(site.url + address)
    const text = await page.textContent('h1')
    await page.setViewportSize({ width: 718, height: 1000 }) // A4 without its margins
    await page.emulateMedia({ media: 'print' })
    assert.ok(await page.isVisible('h1'), text)
    for (const gone of ['.btn', '.side', '.top-links', '.foot', '.filters', '.pager'])
      for (const one of await page.locator(gone).all()) assert.ok(!(await one.isVisible()), `${gone} on ${address}`)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(wide <= 718, `${address} is ${wide} wide`)
    await page.emulateMedia({ media: 'screen' })
    await page.setViewportSize({ width: 1280, height: 900 })
  }
})

// Last: they move the clock, which ends the sessions of the others.
for (const js of [true, false]) {
  test(`what was typed is there after signing in again, ${js ? 'with' : 'without'} JavaScript`, async (visit) => {
    const who = user('merchant', { type: 'enterprise' })
    const page = await visit({ js })
    const name = `绕路 ${js ? '甲' : '乙'}`
    await signIn(page, who)
    await page.goto(`${site.url}/console/apps/new`)
    await fill(page.locator('main form'), { name, categories: ['tools.weather'] })
    later(31)
    await sent(page, page.locator('main form button[name=action]'))
    assert.equal(new URL(page.url()).pathname, '/login')
    await sound(page)
    await signedInAgain(page, who)
    assert.equal(new URL(page.url()).pathname, '/console/apps/new')
    assert.equal(await page.inputValue('main [name=name]'), name)
    assert.ok(await page.isChecked('main [value="tools.weather"]'))
    assert.match(await page.textContent('main [role=status]'), /还没有保存/)
    await sound(page)
    await sent(page, page.locator('main form button[name=action]'))
    assert.match(new URL(page.url()).pathname, /^\/console\/apps\/\d{16}$/)
  })
}
