// The page at /docs: Swagger UI from our own files, under a policy that lets it reach nobody else.
import { createHash } from 'node:crypto'
import manifest from 'swagger-ui-dist/package.json' with { type: 'json' }

/** The version is in the address, so an address's content never changes and may be cached for ever. */
const addressOf = (asset: string): string => `/docs/${asset}?v=${manifest.version}`

/**
 * `validatorUrl: null` because Swagger UI otherwise sends the document's address to swagger.io; a token typed in is
 * forgotten with the page.
 */
const start = `SwaggerUIBundle({
  url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null, persistAuthorization: false,
})`

export const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>AU contribution tracker: the API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${addressOf('swagger-ui.css')}">
</head>
<body>
<noscript>This page needs JavaScript. The description itself is at <a href="/openapi.json">/openapi.json</a>.</noscript>
<main id="swagger-ui"></main>
<script src="${addressOf('swagger-ui-bundle.js')}"></script>
<script>${start}</script>
</body>
</html>
`

/** `data:` images are Swagger UI's own icons; the one inline script is known by its hash. */
export const contentSecurityPolicy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'", `'sha256-${createHash('sha256').update(start).digest('base64')}'`],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
}
