/** A module as Node itself loads it, by its package or its file's path. Of environment.mjs: in tests of the whole service alone. */
declare function importNatively<Module>(specifier: string): Promise<Module>;
