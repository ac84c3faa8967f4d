// Which partners are part of which: a report names the Union where its mission or organ is meant, and the other way round.

// By the directory's `parent`, and centres by the State that runs them. Ids that begin with the whole's need no line.
const parts: Record<string, string> = {
  au: 'african-standby-force achpr african-court amib amis amisom afripol afisma misca atmis aussom misahel misac acsrt nepad aprm pan-african-parliament africa-cdc cews cissa',
  'african-standby-force': 'asf-planning-element asf-continental-logistics-base',
  eccas: 'fomac micopax',
  easf: 'easbricom',
  igad: 'cewarn',
  'lake-chad-basin-commission': 'mnjtf',
  un: 'unamid minusma minusca monusco unmiss unmis unmil unoci unsoa unsos unsom unisfa unsmil minurso',
  ghana: 'kaiptc',
  kenya: 'ipstc',
  mali: 'emp-bamako',
  egypt: 'cccpa',
  nigeria: 'national-defence-college-nigeria',
  rwanda: 'rwanda-peace-academy',
  cameroon: 'eiforces',
}

const wholes = new Map(
  Object.entries(parts).flatMap(([whole, ids]) => ids.split(' ').map((id): [string, string] => [id, whole])),
)

// The Commission speaks for the Union, and its directorates are the Union's.
const inTheWhole = (id: string): string => (id === 'auc' ? 'au' : id)

/** Whether a partner of the directory is a part of another, at whatever remove; by ids of which neither is the other. */
export function isPartOf(part: string, whole: string): boolean {
  const sought = inTheWhole(whole)
  for (let id: string | undefined = part; id !== undefined; id = wholes.get(inTheWhole(id)))
    if (inTheWhole(id) === sought || id.startsWith(`${sought}-`)) return true
  return false
}
