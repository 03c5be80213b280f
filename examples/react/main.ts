// A page made with React beside a gallery, on one server: `tsx main.ts FOLDER [DATA] [PORT]`.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { openGallery, run } from '@vitrine/example-gallery'
import { build } from 'esbuild'

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('src/page.tsx', import.meta.url))],
  bundle: true,
  minify: true,
  write: false,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
  // The repository's own settings lead to sources; a project of your own has the package.
  tsconfigRaw: {},
})
const script = outputFiles[0]?.text ?? ''
const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Our albums</title>
<link rel="stylesheet" href="/page.css">
<div id="root"></div>
<script type="module" src="/page.js"></script>
</html>`
const style = await readFile(new URL('src/page.css', import.meta.url), 'utf8')
const files = new Map([
  ['/', ['text/html; charset=utf-8', page]],
  ['/page.js', ['text/javascript; charset=utf-8', script]],
  ['/page.css', ['text/css; charset=utf-8', style]],
] as const)

const example = await openGallery({ basePath: '/photos' })
const http = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  if (pathname === '/photos' || pathname.startsWith('/photos/')) return example.vitrine.nodeHandler(request, response)
  const [type, body] = files.get(pathname as '/') ?? ['text/plain', 'Not found']
  response.writeHead(files.has(pathname as '/') ? 200 : 404, { 'content-type': type }).end(body)
})
http.listen(example.port, '127.0.0.1', () => void run(example, http))
