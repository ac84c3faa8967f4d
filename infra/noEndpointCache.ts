// Stands in the bundles for @aws-sdk/endpoint-cache, which only an endpoint discovery would ask: DynamoDB here has none.

/** Made by every client, whether it discovers endpoints or not. */
export class EndpointCache {
  /** Throws: whoever switches endpoint discovery on takes the alias out of bundling.ts. */
  get(): never {
    throw new Error('Endpoint discovery was left out of the bundles: see infra/bundling.ts.')
  }
}
