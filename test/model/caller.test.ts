// A membership as it is sent.
import { NewMember } from '#model/caller.ts'
import { expect, test } from 'vitest'
import { refusals } from './refusals.ts'

test.each([
  [{ organization: 'un-dpko', role: 'partner' }, []],
  [{ organization: null, role: 'coordinator' }, []],
  [{ organization: null, role: 'partner' }, ['/organization: A partner belongs to an organization.']],
  [{ role: 'reader' }, ['/organization: Invalid input: expected string, received undefined']],
  [{ organization: null, role: 'king' }, [expect.stringMatching(/^\/role: Invalid option: expected one of /)]],
  [{ organization: null, role: 'reader', id: 'me' }, ['/id: Unknown field.']],
])('judges the membership %j', (member, expected) => {
  expect(refusals(NewMember, member)).toEqual(expected)
})
