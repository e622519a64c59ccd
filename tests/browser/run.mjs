// Runs one file of browser tests against the site that tests/lib/run.sh started, and speaks TAP.
// A failed test leaves a picture of each of its pages in the state folder.
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { browserClose, site, testsOf } from './lib.mjs'

const LIMIT = 180_000

const within = (limit, work) =>
  Promise.race([
    work,
    new Promise((_, refuse) => setTimeout(() => refuse(new Error(`not done after ${limit / 1000} s`)), limit).unref()),
  ])

await import(pathToFileURL(path.resolve(process.argv[2])).href)
const tests = testsOf()
let number = 0
let failed = 0
console.log(`1..${tests.length}`)
for (const { name, work, limit } of tests) {
  number++
  const opened = []
  try {
    await within(limit ?? LIMIT, work(opened))
    console.log(`ok ${number} - ${name}`)
  } catch (error) {
    failed++
    console.log(`not ok ${number} - ${name}`)
    for (const line of String(error.stack ?? error).split('\n')) console.log(`# ${line}`)
    let pictures = 0
    for (const page of opened.filter((one) => !one.isClosed())) {
      const file = path.join(site.state, `failed-${number}-${++pictures}.png`)
      await page.screenshot({ path: file, fullPage: true, timeout: 10_000 }).catch(() => {})
      console.log(`# at ${page.url()}, picture ${file}`)
    }
  }
  for (const page of opened) await page.context().close().catch(() => {})
}
await browserClose()
process.exit(failed ? 1 : 0)
