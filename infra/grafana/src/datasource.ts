/** The Prometheus of docker-compose.yml, as provisioning/datasources names it. */
export const datasource = { type: 'prometheus', uid: 'prometheus' } as const;
