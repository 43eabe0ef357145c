export { FleetModule } from './fleet.module.js';
export { FleetApi, type VehicleView } from './use-cases/fleet-api.js';
