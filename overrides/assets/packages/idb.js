// Stands for the library of this name until the build puts its own file here (press.packages).
export * from "idb";
