// Every type of page, as every role sees it, found by following links: no axe violation and no sideways scroll at 360
// and 1280, valid HTML, no error in the console. Chinese is walked in the light look and opens two of each type, so
// that an empty and a full one are likely among them (of the provider's many types one, and every state of a version);
// English is walked in the dark look and opens one. The last test looks for pages of the sitemap that nobody opened.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { demo, fill, sent, site, sound, test, totp, user } from './lib.mjs'

const typeOf = (url) =>
  url.pathname
    .replace(/\d{16}/g, '{id}')
    .replace(/\/\d+\.\d+\.\d+/g, '/{version}')
    .replace(/(components|pages|interfaces|config)\/\d+/, '$1/{n}') + [...url.searchParams.keys()].sort().join('&')

// Other languages are walked by themselves; the rest are files.
const skip = (url) =>
  url.origin !== site.url || url.searchParams.has('lang') || /^\/(media|static|evidence)\/|\/export$/.test(url.pathname)

const seen = new Set() // paths of the pages that were opened, by anybody

async function look(page, href, staff) {
  const answer = await page.goto(href)
  // staff belongs to no subject, and the platform's front leads there: a page says why not
  assert.ok(answer.status() === 200 || (staff && answer.status() === 403), `${answer.status()} ${href}`)
  await sound(page)
  if (answer.status() === 200) seen.add(new URL(page.url()).pathname)
}

// Open the starting points, and from there `each` pages of every type. Goes on after a page with a fault.
async function walk(page, starts, { each, staff }) {
  const queue = starts.map((path) => new URL(path, site.url))
  const opened = new Map()
  const faults = []
  while (queue.length) {
    const url = queue.shift()
    const type = typeOf(url)
    const before = opened.get(type) ?? []
    if (before.includes(url.href) || (before.length >= each && !starts.includes(url.pathname))) continue
    opened.set(type, [...before, url.href])
    await look(page, url.href, staff).catch((error) => faults.push(error.message))
    for (const href of await page.$$eval('a[href]:not([download])', (links) => links.map((one) => one.href))) {
      const next = new URL(href)
      next.hash = ''
      if (!skip(next)) queue.push(next)
    }
  }
  assert.equal(faults.join('\n'), '')
  return opened.size
}

// A version in each of its states, since links lead to the newest ones first.
const versions = (subject) => {
  const found = new Map()
  for (const plugin of demo.plugins.filter((one) => one.subject === subject))
    for (const [number, status] of Object.entries(plugin.versions))
      if (status !== 'deleted') found.set(status, `/console/plugins/${plugin.id}/versions/${number}`)
  return [...found.values()]
}

const provider = user('provider')
const people = [
  ['a visitor', null, ['/'], 8],
  ['a provider', provider, ['/console', ...versions(provider.subject)], 30],
  ['a merchant', user('merchant', { type: 'enterprise' }), ['/console'], 20],
  ['an individual merchant', user('merchant', { type: 'individual' }), ['/console'], 20],
  ['a reviewer', user('reviewer'), ['/console', '/review?kind=listing', '/review?kind=real-name'], 10],
  ['an operator', user('operator'), ['/console', '/step-up', '/logout'], 6],
]

for (const [name, who, starts, least] of people) {
  test(
    `every page that ${name} finds is sound`,
    async (visit) => {
      const staff = ['reviewer', 'operator'].includes(who?.role)
      const zh = await visit({ as: who })
      const en = await visit({ as: who, lang: 'en', dark: true })
      const each = who === provider ? 1 : 2
      const sizes = await Promise.all([walk(zh, starts, { each, staff }), walk(en, starts, { each: 1, staff })])
      for (const size of sizes) assert.ok(size >= least, `${name} finds only ${size} types of page`)
    },
    { limit: 900_000 },
  )
}

test('the way in of new staff is sound', async (visit) => {
  const email = `new-${Date.now()}@browser.example`
  const told = execFileSync(process.env.PLUGSHELF_TEST_CTL, [`--conf=${process.env.PLUGSHELF_TEST_CONF}`,
    'staff', 'create', '--email', email, '--name', '新来的', '--rights', 'version'], { encoding: 'utf8' })
  const [, once] = told.match(/: (\S{20,})$/m)
  const [, secret] = told.match(/secret=([A-Z2-7]+)/)
  const page = await visit()
  const next = async (path, fields) => {
    await fill(page.locator('main form'), fields)
    await sent(page, page.locator('main form button.btn-primary'))
    assert.equal(new URL(page.url()).pathname, path)
    await sound(page)
    seen.add(path)
  }
  await page.goto(`${site.url}/login`)
  await next('/login/code', { email, password: once })
  await next('/login/new-password', { code: await totp(secret) })
  await next('/console', { password: 'nine green boats carry 52 lamps' })
})

test('no page of the sitemap was left out', async () => {
  const rows = execFileSync(process.env.PLUGSHELF_TEST_CTL, [`--conf=${process.env.PLUGSHELF_TEST_CONF}`, 'routes'], {
    encoding: 'utf8',
  })
  const files = ['media', 'doc_image', 'review_image', 'evidence_file', 'review_file', 'authorisations_csv', 'healthz',
    'readyz'] // no pages
  const left = rows.trim().split('\n').map((row) => row.split(/\s+/))
    .filter(([name]) => !files.includes(name))
    .filter(([, path]) => {
      const pattern = new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`)
      return ![...seen].some((one) => pattern.test(one))
    })
  assert.deepEqual(left.map(([name]) => name), [])
})
