// Where findings are, and under which heading they are documented.
export const tag = 'Findings'
export const path = '/v1/findings'
