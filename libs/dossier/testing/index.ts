export * from './people.ts';
export * from './editions.ts';
export * from './dossier.ts';
