// Documentation in a browser, with and without JavaScript: a refused upload, a draft published from 基本设置, headings
// that one jumps to in the preview and in the market, and an earlier revision published again.
import assert from 'node:assert/strict'
import { demo, fill, sent, site, sound, test, user } from './lib.mjs'
import { zip } from './sample.mjs'

const weather = demo.plugins.find((one) => one.shelf === 'on' && one.subject === user('provider').subject)
const base = `/console/plugins/${weather.id}`

// Long enough that a heading at its end is not on the screen by itself.
const readme = (mark) =>
  [`# 文档 ${mark}`, '到[末尾](#末尾的一节)', ...Array(60).fill('一段文字'), '## 中间', ...Array(60).fill('一段文字'), '## 末尾的一节', ...Array(60).fill('一段文字')].join('\n\n')
const pack = (files) => ({ name: 'doc.zip', mimeType: 'application/zip', buffer: zip(files) })

async function open(page, path) {
  assert.equal((await page.goto(site.url + path)).status(), 200, path)
}

async function upload(page, files, want) {
  await open(page, `${base}/doc`)
  const button = page.locator('main button[name=action][value=upload]')
  await fill(button.locator('xpath=ancestor::form[1]'), { doc: pack(files) })
  await sent(page, button)
  assert.equal(page.answer.status(), want)
}

// Follow a link inside the page: its heading comes to the top of the window.
async function jump(page, link, id) {
  await link.click()
  await page.waitForFunction((id) => decodeURIComponent(location.hash) === `#${id}`, id)
  const at = await page.locator(`[id="${id}"]`).evaluate((one) => one.getBoundingClientRect().top)
  assert.ok(at >= 0 && at < 60, `${id} is at ${at}`)
}

for (const js of [true, false]) {
  const mark = js ? 'script' : 'plain'

  test(`documentation ${js ? 'with' : 'without'} JavaScript`, async (visit) => {
    const page = await visit({ js, as: user('provider') })

    await upload(page, { 'README.md': '# 标题\n\n![图](https://evil.example/a.png)\n', 'run.sh': 'x' }, 422)
    const rules = await page.locator('table .mono').allInnerTexts()
    assert.ok(rules.includes('doc_image_network') && rules.includes('doc_file_kind'), rules.join())
    assert.match(await page.locator('#f-doc-error').innerText(), /共 2 处/)
    if (js) assert.equal(await page.evaluate(() => document.activeElement.id), 'errors')
    await sound(page)

    await upload(page, { 'README.md': readme(mark) }, 200)
    await open(page, `${base}/settings`)
    const draft = page.locator('.doc-states li', { hasText: '草稿待发布' })
    const name = (await draft.innerText()).match(/修订 \d+/)[0]
    await sound(page)
    await Promise.all([page.waitForNavigation(), draft.locator('button[value=publish]').click()])
    assert.equal(new URL(page.url()).pathname, `${base}/settings`)
    assert.match(await page.locator('main').innerText(), new RegExp(`已发布文档${name}`))
    assert.match(await page.locator('.doc-states li').first().innerText(), new RegExp(`已发布[^]*${name}，发布于`))

    await Promise.all([page.waitForNavigation(), page.locator('.doc-states a', { hasText: '预览' }).click()])
    await jump(page, page.locator('.toc a', { hasText: '末尾的一节' }), 'doc-末尾的一节')
    await jump(page, page.locator('.toc a', { hasText: '中间' }), 'doc-中间')
    await open(page, `/market/${weather.id}`)
    await jump(page, page.locator('.doc a', { hasText: '末尾' }), 'doc-末尾的一节')
    await sound(page)

    await open(page, `${base}/doc`)
    const first = page.locator('tbody tr').last()
    await Promise.all([page.waitForNavigation(), first.locator('button[value=publish]').click()])
    assert.match(await page.locator('tbody tr').last().innerText(), /已发布/)
    assert.equal(await page.locator('tbody tr', { hasText: '已发布' }).count(), 1)
    await sound(page)
  })
}
