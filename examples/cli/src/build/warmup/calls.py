import townsim
import townsim.solvers as solvers

world = townsim.World(1)
done = solvers.solve_ivp(world)
