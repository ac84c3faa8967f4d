// The documentation as a Lambda function.
import { handle } from 'hono/aws-lambda'
import { createDocsApp } from './app.ts'
import { localAssets } from './assets.ts'

export const handler = handle(createDocsApp(localAssets()))
