// Who uses a plugin, with and without JavaScript, in both languages: narrow the list, take it along as a file, look at the
// charts' numbers.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { WAYS, demo, fill, site, sound, test, user } from './lib.mjs'

const plugin = demo.plugins.find((one) => one.subject === user('provider').subject)
const base = `/console/plugins/${plugin.id}`

const cells = (line) => line.slice(1, -1).split('","')

const WORDS = {
  zh: {
    bound: '绑定的小程序',
    row: /启用[^]*跟随 1\.x[^]*有效/,
    export: '导出 CSV',
    columns: ['小程序', 'AppID', '所属主体', '主体类型', '状态', '大版本', '生效版本', '绑定时间', '授权令牌'],
    line: /\|禾木餐饮管理有限公司\|企业\|启用\|1\|1\.1\.0\|[-0-9: ]+\|有效$/,
    statistics: '数据统计',
    period: '近 90 天',
    numbers: '查看数据',
    chart: /每天新增的获取[^]*每天新增的绑定[^]*使用中的版本/,
  },
  en: {
    bound: 'Bound mini-programs',
    row: /Active[^]*Follows 1\.x[^]*Valid/,
    export: 'Export CSV',
    columns: ['Mini-program', 'AppID', 'Owner', 'Type of subject', 'State', 'Major version', 'Version in effect', 'Bound since', 'Token'],
    line: /\|禾木餐饮管理有限公司\|Enterprise\|Active\|1\|1\.1\.0\|[-0-9: ]+\|Valid$/,
    statistics: 'Statistics',
    period: 'Last 90 days',
    numbers: 'Show the numbers',
    chart: /Obtained each day[^]*Bound each day[^]*Versions in use/,
  },
}

for (const { js, lang, way } of WAYS) {
  const words = WORDS[lang]

  test(`who uses a plugin ${way}`, async (visit) => {
    const page = await visit({ js, lang, as: user('provider') })

    assert.equal((await page.goto(`${site.url}${base}`)).status(), 200)
    await Promise.all([page.waitForNavigation(), page.locator('.stat a', { hasText: words.bound }).click()])
    const all = await page.locator('tbody tr').count()
    await sound(page)
    await fill(page.locator('form.filters'), { state: 'active', q: '禾木' })
    await Promise.all([page.waitForNavigation(), page.locator('form.filters button').click()])
    const some = await page.locator('tbody tr').count()
    assert.ok(some > 0 && some < all, `${some} of ${all}`)
    assert.match(await page.locator('tbody tr').first().innerText(), words.row)
    const [file] = await Promise.all([page.waitForEvent('download'), page.locator('a', { hasText: words.export }).click()])
    const [columns, ...lines] = readFileSync(await file.path(), 'utf8').trim().split('\r\n').map(cells)
    assert.deepEqual(columns, words.columns)
    assert.equal(lines.length, some)
    for (const line of lines) {
      assert.match(line[0], /禾木/)
      assert.match(line.join('|'), words.line)
    }

    await Promise.all([page.waitForNavigation(), page.locator('a', { hasText: words.statistics }).click()])
    await page.locator('nav a', { hasText: words.period }).click()
    await page.waitForURL(/days=90/)
    assert.match(await page.locator('main').innerText(), words.chart)
    const shown = page.locator('section details').nth(1)
    await shown.locator('summary', { hasText: words.numbers }).click()
    assert.equal(await shown.locator('tbody tr:visible').count(), 90)
    await sound(page)
  })
}
