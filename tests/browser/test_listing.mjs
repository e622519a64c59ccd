// A rejected listing with JavaScript and without, in both languages: findings beside their fields, the sample, the import, the
// preview, a new submission, the reviewer who lists findings, the order of a guide and what changed. Each run ends as it began.
import assert from 'node:assert/strict'
import { WAYS, demo, fill, sent, site, sound, test, user } from './lib.mjs'

const plugin = (name) => demo.plugins.find((one) => one.name === name)
const open = async (page, path) => {
  const answer = await page.goto(site.url + path)
  assert.equal(answer.status(), 200, path)
}
const button = (page, name, value) => page.locator(`main form button.btn[name=${name}][value="${value}"]`).first()
const remark = (page) => page.locator('#f-cases-remarks')
const flash = (page) => page.locator('.flash').innerText()

const WORDS = {
  zh: {
    open: '有问题',
    sample: /^实时天气/,
    sampled: /已填入样例，还没有保存/,
    saved: /插件信息已保存/,
    imported: /清单/,
    preview: /这是预览，只有你的主体和审核员能看到/,
    submitted: /已提交申请，预计一个工作日完成审核/,
    rejected: /已驳回，原因已发给提交方/,
    remark: /审核意见：案例还是不清楚/,
    suggestion: /建议：写出小程序/,
    sorted: /列表已更新/,
    moved: /调整顺序/,
    added: /新增/,
    compared: /和已上架的第 1 版相比，有 \d+ 处不同/,
  },
  en: {
    open: 'Has findings',
    sample: /^Current weather/,
    sampled: /The example was filled in and is not saved yet/,
    saved: /The plugin information was saved/,
    imported: /manifest of/,
    preview: /This is a preview that only your subject and the reviewers see/,
    submitted: /Submitted\. The review is expected to take one working day/,
    rejected: /Rejected\. The reason was sent to the submitter/,
    remark: /Reviewer: 案例还是不清楚/,
    suggestion: /Suggestion: 写出小程序/,
    sorted: /The list was updated/,
    moved: /Moved/,
    added: /added:/,
    compared: /Compared with revision 1 on the market; parts that differ: \d+/,
  },
}

// Open a listing's review and claim it, unless this reviewer holds it already.
async function claim(page, name) {
  await open(page, '/review?kind=listing')
  if ((await page.locator('tr', { hasText: name }).count()) === 0) await open(page, '/review?kind=listing&tab=mine')
  const row = page.locator('tr', { hasText: name }).first()
  await Promise.all([page.waitForNavigation(), row.locator('a[href*="/review/"]').first().click()])
  if ((await button(page, 'action', 'reject').count()) === 0) await sent(page, button(page, 'action', 'claim'))
}

// The row's first field has the focus then, so that one can go on typing.
async function addFinding(page) {
  const add = button(page, 'op', 'findings.add')
  if (!page.js) return Promise.all([page.waitForNavigation(), add.click()])
  await add.click()
  await page.waitForSelector('[name="findings.1.rule"]:focus')
}

async function mends(page, base, mark, say) {
  await open(page, base)
  assert.equal(await page.locator('.tasks .tag', { hasText: say.open }).count() > 0, true)
  await open(page, `${base}/info`)
  assert.equal(await remark(page).count(), 1)
  await sound(page)

  await page.fill('#f-summary', '')
  await page.click('.sample > summary')
  await sent(page, button(page, 'op', 'sample'))
  assert.match(await page.inputValue('#f-summary'), say.sample)
  assert.match(await page.inputValue('#f-what'), /图文投票/) // what was there stays
  assert.match(await page.locator('.note[role=status]').innerText(), say.sampled)
  await sound(page)

  await open(page, `${base}/info`)
  await page.fill('#f-cases', `江城晨报的街巷评选 ${mark}`)
  await sent(page, button(page, 'action', 'save'))
  assert.equal(page.answer.status(), 200)
  assert.match(await flash(page), say.saved)
  await open(page, `${base}/info`)
  assert.equal(await remark(page).count(), 0)

  await open(page, `${base}/guide`)
  await sound(page)
  await sent(page, button(page, 'op', 'import'))
  assert.match(await flash(page), say.imported)
  for (const below of ['/guide/components/1', '/preview', '/check']) {
    await open(page, base + below)
    await sound(page)
    if (below === '/preview') assert.match(await page.locator('main').innerText(), say.preview)
  }
  await sent(page, button(page, 'action', 'submit'))
  assert.match(await flash(page), say.submitted)
  await open(page, `${base}/guide`) // read only now
  assert.equal(await page.locator('main form').count(), 0)
}

async function finds(page, name, say) {
  await claim(page, name)
  await addFinding(page)
  const form = button(page, 'action', 'reject').locator('xpath=ancestor::form[1]')
  await fill(form, { 'findings.1.target': 'cases', 'findings.1.text': '案例还是不清楚', 'findings.1.hint': '写出小程序' })
  await Promise.all([page.waitForNavigation(), page.press('[name="findings.1.hint"]', 'Enter')]) // decides nothing
  assert.equal(await page.inputValue('[name="findings.1.text"]'), '案例还是不清楚')
  await sound(page)
  await sent(page, button(page, 'action', 'reject'))
  assert.match(await page.locator('main').innerText(), /写出小程序/)
  assert.match(await flash(page), say.rejected)
  await sound(page)
}

// The second page of a guide goes up or down; the check says so until it is back.
async function sorts(page, base, say) {
  const move = async (op) => {
    await open(page, `${base}/guide`)
    await sent(page, page.locator(`#f-pages button[name=op][value^="${op}"], #f-pages button[name=op][value*=".${op}"]`).first())
    assert.match(await flash(page), say.sorted)
    return page.locator('#f-pages tbody th').allInnerTexts()
  }
  const down = await move('down')
  assert.deepEqual(down.map((one) => one.trim()), ['pages/faq/faq', 'pages/chat/chat'])
  await sound(page)
  await open(page, `${base}/check`)
  assert.match(await page.locator('main').innerText(), say.moved)
  await move('up')
}

for (const { js, lang, way } of WAYS) {
  const say = WORDS[lang]
  test(`a rejected listing is mended ${way}`, async (visit) => {
    const { id, name } = plugin('图文投票')
    const base = `/console/plugins/${id}/listing`
    const provider = await visit({ js, lang, as: user('provider', { type: 'media' }) })
    const reviewer = await visit({ js, lang, as: user('reviewer') })
    await mends(provider, base, `${way} ${Date.now().toString(36)}`, say)
    await finds(reviewer, name, say)
    await open(provider, `${base}/info`)
    assert.match(await remark(provider).innerText(), say.remark)
    await open(provider, `${base}/check`)
    assert.match(await provider.locator('main').innerText(), say.suggestion)
    await Promise.all([provider.waitForNavigation(), provider.locator('a[href$="/info#f-cases"]').click()])
    assert.equal(await remark(provider).count(), 1)
  })

  test(`what changed is marked ${way}`, async (visit) => {
    const provider = await visit({ js, lang, as: user('provider') })
    const base = `/console/plugins/${plugin('在线客服').id}/listing`
    await sorts(provider, base, say)
    await open(provider, `${base}/check`)
    assert.match(await provider.locator('main').innerText(), say.compared)
    assert.equal((await provider.locator('ins.added').count()) > 3, true)
    assert.equal((await provider.locator('del.removed').count()) > 2, true)
    assert.match(await provider.locator('ins.added .sr').first().innerText(), say.added) // told, not only coloured
    await sound(provider)
    const reviewer = await visit({ js, lang, as: user('reviewer') })
    await open(reviewer, '/review?kind=listing')
    const row = reviewer.locator('tr', { hasText: '扫码点餐' }).first()
    await Promise.all([reviewer.waitForNavigation(), row.locator('a[href*="/review/"]').first().click()])
    assert.equal((await reviewer.locator('ins.added').count()) > 0, true)
    await sound(reviewer)
  })
}
