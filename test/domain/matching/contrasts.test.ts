// Titles of which one word tells two works apart, and titles that only look like it.
import { describe, expect, test } from 'vitest'
import { areContrasted as areContrastedTitles } from '#domain/matching/contrasts.ts'
import { foldText } from '#domain/matching/foldText.ts'

const titled = (title: string) => ({ title, foldedTitle: foldText(title) })
const areContrasted = (one: string, other: string): boolean => areContrastedTitles(titled(one), titled(other))

describe('one word says that two titles are two works', () => {
  test.each([
    ['police training cohort a', 'police training cohort b'],
    ['ddr liberia ii', 'ddr liberia iii'],
    ['mission planning workshop 1', 'mission planning workshop 2'],
    ['police training no 9', 'police training no 10'],
    ['equipment of the 1st battalion', 'equipment of the 2nd battalion'],
    ['airlift to eastern darfur', 'airlift to western darfur'],
    ['course for women mediators', 'course for men mediators'],
    ['french course for beginners', 'french course for advanced'],
    ['mediation course in bouafle', 'mediation course in korhogo'],
    ['formation des mediateurs a bouafle', 'formation des mediateurs a korhogo'],
    ['Solar lighting for the police station of Maiduguri', 'Solar lighting for the police station of Yola'],
    ['Centro de formação policial de Bafatá', 'Centro de formação policial de Cacheu'],
    ['Radio sets for the police of Lesotho', 'Radio sets for the police of Malawi'],
    ['Hangar n° 1 de la base logistique', 'Hangar n° 2 de la base logistique'],
    ['Patrol boat no. 1 for the coast guard', 'Patrol boat no. 2 for the coast guard'],
    ['Engineering company 2 of 3 for Darfur', 'Engineering company 3 of 3 for Darfur'],
  ])('%s / %s', (one, other) => {
    expect(areContrasted(one, other)).toBe(true)
    expect(areContrasted(other, one)).toBe(true)
  })
})

describe('titles that may be one work', () => {
  test.each([
    ['are the same', 'police training cohort a', 'police training cohort a'],
    ['differ in two words', 'police training in bouafle 2', 'police training in korhogo 3'],
    ['are not of one length', 'police training in bouafle', 'police training in korhogo town'],
    ['name one town in two spellings', 'mediation course in mogadishu', 'mediation course in muqdisho'],
    ['name a town and the State that holds it', 'mediation course in kigali', 'mediation course in rwanda'],
    ['differ in a word of the trade', 'course in mediation', 'course in peacekeeping'],
    ['write one number in two ways', 'police training no 2', 'police training no 02'],
    ['hold numbers that end nothing', 'training of 6 police officers', 'training of 10 police officers'],
    ['count what they give', 'two experts for mediation', 'three experts for mediation'],
    ['name things and no towns behind "of"', 'Training of cadets in Bouaflé', 'Training of recruits in Bouaflé'],
    ['write every word as a name', 'Training Of Cadets In Peacekeeping', 'Training Of Recruits In Peacekeeping'],
    ['name one State in two languages', 'Radio sets in Chad', 'Radio sets in Tchad'],
    ['name one State in two languages, behind other words', 'Police of Germany', 'Police of Allemagne'],
    [
      'name by its letters whom the directory knows',
      'Support to the staff of ECOWAS',
      'Support to the staff of CEDEAO',
    ],
    ['name a town and its region', 'mediation course in Goma', 'mediation course in Kivu'],
    ['name a town by a centre in it', 'Mediation course at KAIPTC', 'Mediation course at Accra'],
    ['name a language in two ways', 'radio course in Swahili', 'radio course in Kiswahili'],
    ['have an article and a number', 'support to a battalion', 'support to one battalion'],
    ['name either Congo', 'police reform in Congo', 'police reform in RDC'],
    ['name a side in one of them only', 'support to eastern darfur', 'support to greater darfur'],
  ])('%s', (_why, one, other) => {
    expect(areContrasted(one, other)).toBe(false)
    expect(areContrasted(other, one)).toBe(false)
  })
})
