package kz.negiz.registry.body;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface BodyRepository extends Repository<Body, String> {

    Body save(Body body);

    Optional<Body> findById(String code);

    List<Body> findAllByOrderByCode();
}
