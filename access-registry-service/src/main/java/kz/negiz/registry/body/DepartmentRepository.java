package kz.negiz.registry.body;

import java.util.List;
import org.springframework.data.repository.Repository;

interface DepartmentRepository extends Repository<Department, Department.Id> {

    Department save(Department department);

    boolean existsById(Department.Id id);

    List<Department> findAllByIdBodyOrderByIdPath(String body);
}
