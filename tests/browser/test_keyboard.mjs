// The keyboard alone: obtaining a plugin and binding it to a mini-program with Tab, Shift+Tab, Space and Enter, from the
// top of each page; what is focused is always to be seen.
import assert from 'node:assert/strict'
import { demo, site, test, user } from './lib.mjs'

// Press Tab until the focus is on what `selector` names; every stop on the way shows a ring.
async function tabTo(page, selector) {
  for (let stop = 0; stop < 120; stop++) {
    await page.keyboard.press('Tab')
    const { there, ring, what } = await page.evaluate((wanted) => {
      const one = document.activeElement
      const style = getComputedStyle(one)
      return {
        there: one.matches(wanted),
        ring: one === document.body || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2),
        what: one.outerHTML.slice(0, 120),
      }
    }, selector)
    assert.ok(ring, `no focus ring on ${what}`)
    if (there) return
  }
  assert.fail(`the keyboard does not reach ${selector} on ${page.url()}`)
}

async function pressKey(page, key) {
  await Promise.all([page.waitForNavigation(), page.keyboard.press(key)])
  assert.equal(page.answer.status(), 200, page.url())
}

// The first plugin of the market that this merchant may obtain and has not obtained.
async function free(page) {
  for (const plugin of demo.plugins.filter((one) => one.shelf === 'on' && !one.hidden)) {
    await page.goto(`${site.url}/market/${plugin.id}/obtain`)
    if (await page.locator('[name=agree]').count()) return plugin.id
  }
  return assert.fail('nothing is left to obtain')
}

for (const js of [true, false]) {
  test(`obtain and bind by keyboard ${js ? 'with' : 'without'} JavaScript`, async (visit) => {
    const page = await visit({ js, as: user('merchant', { type: js ? 'enterprise' : 'individual' }) })
    const id = await free(page)
    await page.goto(`${site.url}/market/${id}`)
    await tabTo(page, `main a[href*="/market/${id}/obtain"]`)
    await pressKey(page, 'Enter')
    await tabTo(page, '[name=agree]')
    await page.keyboard.press('Space')
    await tabTo(page, 'button.btn-primary')
    await pressKey(page, 'Enter')
    await page.goto(`${site.url}/console/obtained/${id}`)
    await tabTo(page, `main a[href*="/console/obtained/${id}/bind"]`)
    await pressKey(page, 'Enter')
    await tabTo(page, '[name=app]')
    if (!(await page.evaluate(() => document.activeElement.checked))) await page.keyboard.press('Space')
    await tabTo(page, '[name=agree]')
    await page.keyboard.press('Space')
    await tabTo(page, 'main button.btn-primary')
    await pressKey(page, 'Space')
    assert.match(await page.innerText('main'), /绑定成功/)
  })
}

test('a dialog keeps the focus and gives it back', async (visit) => {
  const page = await visit({ as: user('provider') })
  const plugin = demo.plugins.find((one) => one.subject === user('provider').subject && one.shelf === 'on' && !one.hidden)
  await page.goto(`${site.url}/console/plugins/${plugin.id}/listing`)
  await tabTo(page, 'main details.confirm > summary')
  await page.keyboard.press('Enter')
  await page.waitForSelector('dialog[open]')
  for (let stop = 0; stop < 8; stop++) {
    await page.keyboard.press('Tab')
    assert.ok(await page.evaluate(() => document.activeElement === document.body || !!document.activeElement.closest('dialog')))
  }
  await page.keyboard.press('Escape')
  await page.waitForSelector('dialog[open]', { state: 'detached' })
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'SUMMARY')
})

test('a printed page is the page without its frame', async (visit) => {
  const page = await visit()
  const plugin = demo.plugins.find((one) => one.shelf === 'on' && !one.hidden)
  await page.goto(`${site.url}/market/${plugin.id}`)
  await page.emulateMedia({ media: 'print' })
  assert.ok(await page.isVisible('main h1'))
  for (const gone of ['.top-links', '.foot', '.skip', 'main .btn'])
    assert.equal(await page.locator(gone).filter({ visible: true }).count(), 0, gone)
})
