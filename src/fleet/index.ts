export { FleetModule } from './fleet.module.js';
export { photoUrlOf } from './domain/vehicle.js';
export { FleetApi, type VehicleView } from './use-cases/fleet-api.js';
