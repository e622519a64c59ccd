// Every type of page, as every role sees it, found by following links: no axe violation and no sideways scroll at 360
// and 1280, valid HTML, no error in the console. The walk opens two of each type, so that an empty and a full one are
// likely among them.
import assert from 'node:assert/strict'
import { site, sound, test, user } from './lib.mjs'

const EACH = 2

const typeOf = (url) =>
  url.pathname
    .replace(/\d{16}/g, '{id}')
    .replace(/\/\d+\.\d+\.\d+/g, '/{version}')
    .replace(/(components|pages|interfaces|config)\/\d+/, '$1/{n}') + [...url.searchParams.keys()].sort().join('&')

const skip = (url) =>
  url.origin !== site.url ||
  url.pathname === '/logout' ||
  url.searchParams.has('lang') ||
  /^\/(media|static|evidence)\//.test(url.pathname)

async function walk(page, starts, visitPage) {
  const queue = starts.map((path) => new URL(path, site.url))
  const opened = new Map()
  while (queue.length) {
    const url = queue.shift()
    const type = typeOf(url)
    if ((opened.get(type) ?? 0) >= EACH || [...opened.keys()].length > 120) continue
    opened.set(type, (opened.get(type) ?? 0) + 1)
    const answer = await page.goto(url.href)
    if (!answer || !(answer.headers()['content-type'] ?? '').startsWith('text/html')) continue
    assert.equal(answer.status(), 200, url.href)
    await visitPage(url)
    const found = await page.$$eval('a[href]', (links) => links.map((one) => one.href))
    for (const href of found) {
      const next = new URL(href)
      next.hash = ''
      if (!skip(next)) queue.push(next)
    }
  }
  return opened
}

const people = [
  ['a visitor', null],
  ['a provider', () => user('provider')],
  ['a merchant', () => user('merchant', { type: 'enterprise' })],
  ['an individual merchant', () => user('merchant', { type: 'individual' })],
  ['a reviewer', () => user('reviewer')],
  ['an operator', () => user('operator')],
]

for (const [name, who] of people) {
  for (const lang of ['zh', 'en']) {
    test(
      `every page that ${name} finds is sound in ${lang}`,
      async (visit) => {
        const page = await visit({ lang, as: who?.(), dark: lang === 'en' })
        const opened = await walk(page, who ? ['/console'] : ['/'], () => sound(page))
        assert.ok(opened.size >= (who ? 6 : 4), [...opened.keys()].join(' '))
      },
      { limit: 900_000 },
    )
  }
}
