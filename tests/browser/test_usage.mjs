// Who uses a plugin, with and without JavaScript: narrow the list, take it along as a file, look at the charts' numbers.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { demo, fill, site, sound, test, user } from './lib.mjs'

const plugin = demo.plugins.find((one) => one.subject === user('provider').subject)
const base = `/console/plugins/${plugin.id}`

for (const js of [true, false]) {
  test(`who uses a plugin ${js ? 'with' : 'without'} JavaScript`, async (visit) => {
    const page = await visit({ js, as: user('provider') })

    assert.equal((await page.goto(`${site.url}${base}`)).status(), 200)
    await Promise.all([page.waitForNavigation(), page.locator('.stat a', { hasText: '绑定的小程序' }).click()])
    const all = await page.locator('tbody tr').count()
    await sound(page)
    await fill(page.locator('form.filters'), { state: 'active', q: '禾木' })
    await Promise.all([page.waitForNavigation(), page.locator('form.filters button').click()])
    const some = await page.locator('tbody tr').count()
    assert.ok(some > 0 && some < all, `${some} of ${all}`)
    const [file] = await Promise.all([page.waitForEvent('download'), page.locator('a', { hasText: '导出 CSV' }).click()])
    const lines = readFileSync(await file.path(), 'utf8').trim().split('\r\n')
    assert.equal(lines.length, 1 + some)
    assert.ok(lines.slice(1).every((line) => line.includes('禾木')), lines.join())

    await Promise.all([page.waitForNavigation(), page.locator('a', { hasText: '数据统计' }).click()])
    await page.locator('nav a', { hasText: '近 90 天' }).click()
    await page.waitForURL(/days=90/)
    const shown = page.locator('section details').nth(1)
    await shown.locator('summary').click()
    assert.equal(await shown.locator('tbody tr:visible').count(), 90)
    await sound(page)
  })
}
