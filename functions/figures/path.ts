// Where figures are, and under which heading they are documented.
export const coveragePath = '/v1/coverage'
export const coverageTag = 'Coverage'
