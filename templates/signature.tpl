{{%AUTOESCAPE context="HTML"}}
{{!Host signatures: how they are made, checking one, sample code for a plugin's server.}}
<h1>[[签名说明与校验]]</h1>
{{>part_tabs}}
{{>part_note}}
<section class="card stack">
<h2>[[怎么签名]]</h2>
<ol>
<li>[[小程序运行插件时，平台为每个请求给出小程序 AppID、随机串 nonce、时间戳 timestamp 和签名 signature]]</li>
<li>[[插件服务器把 AppID、nonce、timestamp 和自己保存的 Token 这四项按字典序（ASCII 顺序）排序，直接拼接成一个字符串]]</li>
<li>[[对这个字符串做 sha1，得到 40 位小写十六进制数，和 signature 相同就说明请求来自这个小程序]]</li>
<li>[[服务器还应当拒绝 5 分钟以前的时间戳，并拒绝 5 分钟内重复出现的 nonce]]</li>
</ol>
<h3>[[例子]]</h3>
<pre class="code" tabindex="0" aria-label="[[例子]]"><code>app       = {{example_app}}
nonce     = {{example_nonce}}
timestamp = {{example_timestamp}}
token     = {{example_token}}
signature = {{example_signature}}</code></pre>
</section>
{{#may_check}}<section class="card stack">
<h2>[[校验签名]]</h2>
<p class="muted">[[用这个插件现在的 Token 校验，对不上时说明是哪一项；不会显示正确的签名]]</p>
{{>part_form}}
</section>{{/may_check}}
<section class="card stack">
<h2>[[插件服务器示例代码]]</h2>
<h3>Node.js</h3>
<pre class="code" id="sample-node" tabindex="0" aria-label="Node.js"><code>const { createHash, timingSafeEqual } = require('node:crypto')
function fromHost({ app, nonce, timestamp, signature }, token) {
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) &lt;= 300)) return false
  const text = [app, nonce, timestamp, token].sort().join('')
  const want = createHash('sha1').update(text).digest()
  const got = Buffer.from(signature, 'hex')
  return got.length === want.length &amp;&amp; timingSafeEqual(got, want)
}</code></pre>
<h3>Python</h3>
<pre class="code" id="sample-python" tabindex="0" aria-label="Python"><code>import hashlib, hmac, time
def from_host(app, nonce, timestamp, signature, token):
    if abs(time.time() - int(timestamp)) &gt; 300:
        return False
    text = "".join(sorted([app, nonce, timestamp, token]))
    want = hashlib.sha1(text.encode()).hexdigest()
    return hmac.compare_digest(want, signature)</code></pre>
<h3>PHP</h3>
<pre class="code" id="sample-php" tabindex="0" aria-label="PHP"><code>function from_host(array $q, string $token): bool {
    if (abs(time() - (int) $q['timestamp']) &gt; 300) return false;
    $parts = [$q['app'], $q['nonce'], $q['timestamp'], $token];
    sort($parts, SORT_STRING);
    return hash_equals(sha1(implode('', $parts)), $q['signature']);
}</code></pre>
<h3>Java</h3>
<pre class="code" id="sample-java" tabindex="0" aria-label="Java"><code>static boolean fromHost(String app, String nonce, String timestamp, String signature, String token) throws Exception {
    if (Math.abs(System.currentTimeMillis() / 1000 - Long.parseLong(timestamp)) &gt; 300) return false;
    String[] parts = {app, nonce, timestamp, token};
    java.util.Arrays.sort(parts);
    byte[] text = String.join("", parts).getBytes("UTF-8");
    byte[] want = java.security.MessageDigest.getInstance("SHA-1").digest(text);
    return java.security.MessageDigest.isEqual(want, java.util.HexFormat.of().parseHex(signature));
}</code></pre>
</section>
