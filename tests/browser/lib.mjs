// What the browser tests share: visitors with or without JavaScript, signing in as somebody of demo.json, and the
// checks that every page has to pass. A test file calls test(name, async (visit) => …) and nothing runs before
// run.mjs says so.
//
//   test('market lists plugins', async (visit) => {
//     const page = await visit({ as: user('merchant'), width: 360 })
//     await page.goto(site.url + '/market')
//     await sound(page)
//   })
//
// Every page that visit() opened is watched: an error in its console, a failed script or style, or an answer of 500
// and above fails the test at its end, whatever the test itself looks at.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

// The libraries live in var/npm, outside the source tree: node looks for imports beside the importing file only.
const library = createRequire(path.join(process.env.PLUGSHELF_TEST_NODE_MODULES, 'here.js'))
const { chromium } = library('playwright-core')
const { HtmlValidate } = library('html-validate')
const axeSource = readFileSync(library.resolve('axe-core/axe.min.js'), 'utf8')

export const WIDTHS = [360, 1280]

// The ways that a journey is made whose test knows the words of both languages; `way` ends the name of the test.
export const WAYS = [
  { js: true, lang: 'zh', way: 'with JavaScript' },
  { js: false, lang: 'zh', way: 'without JavaScript' },
  { js: true, lang: 'en', way: 'in English with JavaScript' },
  { js: false, lang: 'en', way: 'in English without JavaScript' },
]

const state = process.env.PLUGSHELF_TEST_STATE
export const demo = JSON.parse(readFileSync(path.join(state, 'demo.json'), 'utf8'))
export const site = { url: process.env.PLUGSHELF_TEST_URL, state }

const tests = []
export const testsOf = () => tests
export function test(name, work, { limit } = {}) {
  tests.push({
    name,
    limit,
    async work(opened) {
      await work((options) => visit(options, opened))
      for (const page of opened) assert.deepEqual(page.problems, [], 'console and network')
    },
  })
}

// ---- visitors

let browser
async function browserOpen() {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync',
      '--disable-background-networking', '--disable-component-update', '--disable-dev-shm-usage'],
  })
  return browser
}
export const browserClose = async () => browser?.close()

// A page of a new visitor. as: a user of demo.json (signed in once per user and run, since a code works once);
// js: false switches JavaScript off; lang: 'zh' or 'en'; dark: true prefers the dark look.
async function visit({ as, js = true, width = 1280, lang = 'zh', dark = false } = {}, opened) {
  const context = await (await browserOpen()).newContext({
    javaScriptEnabled: js,
    viewport: { width, height: 900 },
    locale: lang === 'en' ? 'en-GB' : 'zh-CN',
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce', // a page that glides while it is clicked at is not where the click goes
    storageState: as ? await session(as) : undefined,
  })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  opened?.push(page)
  page.js = js
  watch(page)
  return page
}

// page.problems: what went wrong unseen. page.answer: the answer that made the present document.
function watch(page) {
  const documents = new Set()
  page.problems = []
  page.on('response', (answer) => {
    const ownDocument = answer.request().isNavigationRequest() && answer.frame() === page.mainFrame()
    // the script's own requests answer with pages too
    if (ownDocument || answer.request().resourceType() === 'xhr') {
      page.answer = answer
      documents.add(answer.url())
    }
    if (answer.status() >= 500) page.problems.push(`${answer.status()} ${answer.url()}`)
  })
  page.on('pageerror', (error) => page.problems.push(`script: ${error.message}`))
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? ''
    if (why !== 'net::ERR_ABORTED') page.problems.push(`${why} ${request.url()}`)
  })
  page.on('console', (message) => {
    if (message.type() !== 'error') return
    // Chromium reports a document's own 403, 404, 409, 422 as an error; these are answers like others
    if (message.text().startsWith('Failed to load resource') && documents.has(message.location().url)) return
    page.problems.push(`console: ${message.text()}`)
  })
}

// ---- people

// The nth user of a role, of a subject type when one is given.
export function user(role, { type, n = 0 } = {}) {
  const found = demo.users.filter((one) => one.role === role && (!type || one.subject_type === type))[n]
  assert.ok(found, `demo.json has no ${role} ${type ?? ''} number ${n}`)
  return found
}

const sessions = new Map()
async function session(who) {
  if (!sessions.has(who.login)) {
    const page = await visit()
    await signIn(page, who)
    sessions.set(who.login, await page.context().storageState())
    await page.context().close()
  }
  return sessions.get(who.login)
}
// Forget the session of a user, after a test that signed them out.
export const forget = (who) => sessions.delete(who.login)

export async function signIn(page, who) {
  await page.goto(`${site.url}/login`)
  await page.fill('input[name=email]', who.login)
  await page.fill('input[name=password]', who.password)
  await Promise.all([page.waitForNavigation(), page.press('input[name=password]', 'Enter')])
  if (new URL(page.url()).pathname === '/login/code') {
    await page.fill('input[name=code]', await totp(who.totp))
    await Promise.all([page.waitForNavigation(), page.press('input[name=code]', 'Enter')])
  }
  assert.ok(!new URL(page.url()).pathname.startsWith('/login'), `${who.login} could not sign in`)
}

// A code that this secret has not given yet. The site takes the step before and the one after the present one, so
// three in a row work at once and the next one waits. Not the one before when the present one is about to end: it would be
// two steps old on its arrival.
const usedSteps = new Map()
export async function totp(secret) {
  for (;;) {
    const offset = Number(readFileSync(path.join(state, 'clock'), 'utf8')) || 0
    const now = Date.now() / 1000 + offset
    const present = Math.floor(now / 30)
    const step = Math.max(now % 30 < 20 ? present - 1 : present, (usedSteps.get(secret) ?? 0) + 1)
    if (step <= present + 1) {
      usedSteps.set(secret, step)
      return totpAt(secret, step)
    }
    await new Promise((done) => setTimeout(done, 1000))
  }
}

export function totpAt(secret, step) {
  let bits = ''
  for (const letter of secret.replace(/=+$/, '').toUpperCase())
    bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', key).update(counter).digest()
  const at = mac[19] & 15
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

// ---- filling forms

// fields: { name: text, true or false for a box, values for boxes of one name, or files as setInputFiles takes them }
export async function fill(form, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = form.locator(`[name="${name}"]`)
    const kind = await field.first().evaluate((one) => (one.tagName === 'INPUT' ? one.type : one.tagName.toLowerCase()))
    if (kind === 'file') await field.setInputFiles(value)
    else if (kind === 'select') await field.selectOption(value)
    else if (kind === 'checkbox' && typeof value === 'boolean') await field.first().setChecked(value)
    else if (kind === 'radio' || kind === 'checkbox')
      for (const one of [value].flat()) await form.locator(`[name="${name}"][value="${one}"]`).check()
    else await field.first().fill(String(value))
  }
}

// Press a button that sends its form, and wait for the page that answers. With files the script sends the form and puts
// the answer in the place of the page; otherwise it is a navigation.
export async function sent(page, button) {
  const files = await button.evaluate((one) => [...one.form.elements].some((field) => field.files?.length))
  if (!page.js || !files) {
    await Promise.all([page.waitForNavigation(), button.click()])
    return page.answer
  }
  await page.evaluate(() => (document.body.dataset.before = 'yes'))
  await button.click()
  await page.waitForFunction(() => document.readyState === 'complete' && !document.body.dataset.before)
  return page.answer
}

// ---- what every page has to pass

// All of the checks below on the page as it stands. axe needs scripts, so a page without JavaScript skips it: its
// markup is the same.
export async function sound(page, { widths = WIDTHS } = {}) {
  await translated(page)
  await validHtml(page)
  const before = page.viewportSize()
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    await fits(page)
    if (page.js) await accessible(page)
  }
  await page.setViewportSize(before)
}

export async function accessible(page) {
  const loaded = await page.evaluate(() => typeof window.axe === 'object')
  if (!loaded) await page.evaluate(axeSource) // by the debugger: a script element would be refused by the CSP
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] })
    return violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => node.target.join(' ')).join(' | ')}`)
  })
  assert.deepEqual(found, [], `axe at ${page.viewportSize().width} on ${page.url()}`)
}

// No sideways scroll of the page; what is wide scrolls inside itself. ui.md "Layout"
export async function fits(page) {
  const { wide, room, culprits } = await page.evaluate(() => {
    const room = window.innerWidth
    const culprits = [...document.body.querySelectorAll('*')]
      .filter((one) => one.getBoundingClientRect().right > room + 1)
      .slice(0, 5)
      .map((one) => `${one.tagName.toLowerCase()}.${one.className}`)
    return { wide: document.documentElement.scrollWidth, room, culprits }
  })
  assert.ok(wide <= room, `${page.url()} is ${wide} wide at ${room}: ${culprits.join(', ')}`)
}

// No mark of a template is left in what people read.
export async function translated(page) {
  const html = await page.content()
  for (const mark of ['{{', '[[']) {
    const at = html.indexOf(mark)
    // guide and documentation may well show {{x}} as sample code
    const shown = at >= 0 && html.slice(0, at).match(/<(?:code|pre|textarea)\b/g)?.length
    assert.ok(at < 0 || shown, `${page.url()} shows ${html.slice(Math.max(0, at - 60), at + 60)}`)
  }
}

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard'],
  rules: {
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'long-title': 'off',
    'attr-quotes': 'off',
    'doctype-style': 'off',
    'no-inline-style': 'error',
    'require-sri': 'off',
    'no-implicit-button-type': 'off',
    'prefer-native-element': 'off',
    'no-redundant-role': 'off',
    'tel-non-breaking': 'off',
    'valid-id': 'off',
  },
})

// The document as it was sent, not as the browser repaired it.
export async function validHtml(page) {
  const html = await page.answer.text()
  const report = await validator.validateString(html)
  const found = report.results.flatMap((one) =>
    one.messages.filter((message) => message.severity === 2)
      .map((message) => `${message.line}:${message.column} ${message.ruleId}: ${message.message}`))
  assert.deepEqual(found, [], `HTML of ${page.url()}`)
}
