// The main job in a browser, with and without JavaScript: from registering to a bound mini-program. Buttons are found
// by what they do, so the words may change; the pages on the way are looked at by test_pages.
import assert from 'node:assert/strict'
import { accessible, fill, fits, sent, site, test, user } from './lib.mjs'
import { documentation, picture, pluginPackage } from './sample.mjs'

const open = async (page, path) => {
  const answer = await page.goto(site.url + path)
  assert.equal(answer.status(), 200, path)
}

// The form of a move's button (null: the form that the page is about).
const buttonOf = (page, action) =>
  page.locator(action ? `main form button.btn[name=action][value="${action}"]` : 'main form[method=post] button.btn-primary').first()
const formOf = (button) => button.locator('xpath=ancestor::form[1]')

// Fill the form of a move and press its button; opens a confirmation on the way.
async function press(page, action, fields = {}, want = 200) {
  const button = buttonOf(page, action)
  if (!(await button.isVisible())) await button.locator('xpath=ancestor::details[1]/summary').click()
  await fill(formOf(button), fields)
  await sent(page, button)
  assert.equal(page.answer.status(), want, `${action} on ${page.url()}: ${await page.locator('main').innerText()}`)
}

// Add a row to a group of the form; the script swaps the page's content for it.
async function addRow(page, group) {
  const add = page.locator(`button[name=op][value="${group}.add"]`)
  if (!page.js) return Promise.all([page.waitForNavigation(), add.click()])
  await add.click()
  await page.waitForSelector(`[name="${group}.1.name"]:focus`)
}

const idIn = (page, after) => page.url().match(new RegExp(`${after}(\\d{16})`))[1]

async function register(visit, js, mark, type) {
  const page = await visit({ js })
  await open(page, '/register')
  await press(page, 'register', {
    email: `${mark}@browser.example`,
    password: 'seven blue horses drink 41 rivers',
    display_name: '林晓',
    subject_type: type,
    subject_name: `${mark} 浏览器主体`,
  })
  return page
}

async function decide(page, kind, what, action, reason) {
  await open(page, `/review?kind=${kind}`)
  while ((await page.locator('tr', { hasText: what }).count()) === 0) {
    await Promise.all([page.waitForNavigation(), page.locator('nav.pager a', { hasText: '下一页' }).click()])
  }
  const row = page.locator('tr', { hasText: what }).first()
  await Promise.all([page.waitForNavigation(), row.locator('a[href*="/review/"]').first().click()])
  await press(page, 'claim')
  await press(page, action, reason ? { reason } : {})
}

const licence = () => picture(3)

for (const js of [true, false]) {
  const mark = `${js ? 'script' : 'plain'}-${Date.now().toString(36)}` // the site may have seen this test before
  test(
    `the whole story ${js ? 'with' : 'without'} JavaScript`,
    async (visit) => {
      const provider = await register(visit, js, `provider-${mark}`, 'enterprise')
      const merchant = await register(visit, js, `merchant-${mark}`, 'individual')
      const reviewer = await visit({ js, as: user('reviewer') })

      // 1 verification
      await open(provider, '/console/subject/real-name')
      await press(provider, 'submit', {}, 422)
      if (js) {
        const focused = await provider.evaluate(() => document.activeElement.id)
        assert.equal(focused, 'errors')
        await accessible(provider)
      }
      await fits(provider)
      await press(provider, 'submit', { licence_no: '91310000MA1K000001', contact: '林晓 13800000000', evidence: licence() })
      await decide(reviewer, 'real-name', `provider-${mark} 浏览器主体`, 'approve')
      await open(merchant, '/console/subject/real-name')
      await press(merchant, 'submit', { real_name: '林晓', id_no: '11010119900307123X', evidence: licence() })
      await decide(reviewer, 'real-name', `merchant-${mark} 浏览器主体`, 'approve')

      // 2 mini-program and plugin
      await open(provider, '/console/apps/new')
      await press(provider, null, {
        name: `浏览器小程序 ${mark}`,
        avatar: picture(1),
        categories: ['tools.lookup'],
      })
      const app = idIn(provider, '/console/apps/')
      await open(provider, `/console/plugins/new?app=${app}`)
      await press(provider, null, { name: `浏览器插件 ${mark}`, intro: '从照片里读出车牌号' })
      const id = idIn(provider, '/console/plugins/')
      const base = `/console/plugins/${id}`
      await open(provider, `${base}/settings`)
      await press(provider, null, {
        add_mode: 'free',
        audience: ['enterprise', 'individual'],
        contact: 'support@browser.example',
        avatar: picture(2),
      })

      // 3 doc and version
      await open(provider, `${base}/doc`)
      await press(provider, 'upload', { doc: documentation() })
      await open(provider, `${base}/versions/upload`)
      await press(provider, null, { version: '1.0.0', package: { name: 'p.zip', mimeType: 'application/zip', buffer: Buffer.from('no zip') } }, 422)
      await open(provider, `${base}/versions/upload`)
      await press(provider, null, { version: '1.0.0', package: pluginPackage(mark) })
      assert.match(provider.url(), /\/versions\/1\.0\.0$/)

      // 4 review and online
      await open(provider, `${base}/versions/1.0.0/submit`)
      await press(provider, 'submit', {
        category: 'tools.lookup',
        tags: '识别、车牌',
        description: '从照片里读出车牌号，并说明有多大把握',
        self_check: '1',
      })
      await decide(reviewer, 'version', `浏览器插件 ${mark}`, 'reject', '缺少使用说明')
      await open(provider, `${base}/versions/1.0.0`)
      await press(provider, 'return')
      await open(provider, `${base}/versions/1.0.0/submit`)
      await press(provider, 'submit')
      await decide(reviewer, 'version', `浏览器插件 ${mark}`, 'approve')
      await open(provider, `${base}/versions/1.0.0`)
      await press(provider, 'online')

      // 5 listing
      await open(provider, `${base}/listing`)
      await press(provider, 'publish')
      await open(provider, `${base}/listing/info`)
      await press(provider, 'save', {
        summary: '拍照识别车牌号',
        what: '识别车牌',
        how: '拍照后自动识别',
        benefit: '一行代码接入',
        cases: '停车场、物业',
        contact: 'support@browser.example',
      })
      await open(provider, `${base}/listing/guide`)
      await press(provider, 'save', { description: '在 app.json 里声明插件', sample: '{"plugins":{}}' })
      await open(provider, `${base}/listing/guide/components/new`)
      await fill(formOf(buttonOf(provider, 'save')), { name: 'plate', description: '车牌输入框' })
      await addRow(provider, 'props')
      assert.equal(await provider.inputValue('[name=name]'), 'plate')
      await press(provider, 'save', { 'props.1.name': 'value', 'props.1.type': 'String' })
      await open(provider, `${base}/listing/check`)
      await press(provider, 'submit')
      await decide(reviewer, 'listing', `浏览器插件 ${mark}`, 'approve')
      await open(provider, `${base}/listing`)
      await press(provider, 'shelve')

      // 6 and 7 market, obtain, bind
      const host = await (async () => {
        await open(merchant, '/console/apps/new')
        await press(merchant, null, { name: `商家小程序 ${mark}`, categories: ['tools.weather'] })
        return idIn(merchant, '/console/apps/')
      })()
      await open(merchant, '/market')
      await merchant.fill('main [name=q]', `浏览器插件 ${mark}`)
      await Promise.all([merchant.waitForNavigation(), merchant.press('main [name=q]', 'Enter')])
      await Promise.all([merchant.waitForNavigation(), merchant.locator(`a[href*="/market/${id}"]`).first().click()])
      assert.match(await merchant.locator('main').innerText(), /plate/)
      await open(merchant, `/market/${id}/obtain`)
      await press(merchant, 'obtain', { agree: '1' })
      await open(merchant, `/console/obtained/${id}/bind`)
      await press(merchant, 'bind', { app: [host], agree: '1' })
      assert.match(await merchant.locator('main').innerText(), /前往插件管理页/)
      await open(merchant, `/console/apps/${host}/plugins/${id}`)
      await press(merchant, 'stop')
      await press(merchant, 'resume')
      await press(merchant, 'unbind')

      // 8 the console
      await open(provider, '/console')
      assert.match(await provider.locator('main').innerText(), /已上架插件/)
    },
    { limit: 600_000 },
  )
}
